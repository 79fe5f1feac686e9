import { parseArgs } from 'node:util';
import { exitCode } from './refused.ts';

export interface Option {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  /** Word shown for the value, as in `--role ROLE`. */
  readonly value?: string;
  readonly says: string;
  readonly required?: boolean;
  readonly multiple?: boolean;
}

export interface Call {
  readonly words: readonly string[];
  readonly text: (name: string) => string | undefined;
  readonly texts: (name: string) => readonly string[];
  readonly flag: (name: string) => boolean;
}

/** One command: one file in `commands/`, one line in its index. `run` resolves to the exit code and may throw RefusedError. */
export interface Command {
  readonly name: string;
  readonly says: string;
  /** Positional words, as shown: `FILE`, `[NAME]`. A word in brackets may be left out. */
  readonly words?: readonly string[];
  readonly options?: Readonly<Record<string, Option>>;
  /** Lines below the options: examples, exit codes that mean something special here. */
  readonly notes?: readonly string[];
  /** True: everything after the name is passed through to another program. */
  readonly isPassThrough?: boolean;
  readonly run: (call: Call) => Promise<number>;
}

export const defineCommand = (command: Command): Command => command;

export type Parsed =
  | { readonly kind: 'run'; readonly command: Command; readonly call: Call }
  | { readonly kind: 'help'; readonly command: Command | null }
  | { readonly kind: 'wrong'; readonly message: string };

/** Finds the command with the longest name that begins `argv` and reads its options. Refuses what it does not know. */
export function parseCommandLine(commands: readonly Command[], argv: readonly string[]): Parsed {
  const command = [...commands]
    .sort((a, b) => b.name.length - a.name.length)
    .find((one) => one.name.split(' ').every((word, index) => argv[index] === word));
  if (!command) return withoutCommand(commands, argv);
  const rest = argv.slice(command.name.split(' ').length);
  if (command.isPassThrough) return { kind: 'run', command, call: callOf({}, rest) };
  if (rest.includes('--help') || rest.includes('-h')) return { kind: 'help', command };
  try {
    const { values, positionals } = parseArgs({
      args: [...rest],
      options: parserOptions(command),
      allowPositionals: true,
      strict: true,
    });
    const message = wrongWords(command, positionals) ?? missingOption(command, values);
    return message ? { kind: 'wrong', message } : { kind: 'run', command, call: callOf(values, positionals) };
  } catch (error) {
    return {
      kind: 'wrong',
      message: `${(error as Error).message.split('. ')[0]}. See: npm run wachter -- ${command.name} --help`,
    };
  }
}

function withoutCommand(commands: readonly Command[], argv: readonly string[]): Parsed {
  const asked = argv.filter((word) => !word.startsWith('-'));
  if (asked.length === 0) return { kind: 'help', command: null };
  const near = commands.filter((one) => one.name.split(' ')[0] === asked[0]).map((one) => one.name);
  const hint = near.length > 0 ? `did you mean: ${near.join(', ')}?` : 'see: npm run wachter -- --help';
  return { kind: 'wrong', message: `There is no command "${asked.join(' ')}"; ${hint}` };
}

const parserOptions = (command: Command) =>
  Object.fromEntries(
    Object.entries(command.options ?? {}).map(([name, option]) => [
      name,
      { type: option.type, ...(option.short ? { short: option.short } : {}), ...(option.multiple ? { multiple: true } : {}) },
    ]),
  );

function wrongWords(command: Command, given: readonly string[]): string | null {
  const words = command.words ?? [];
  const needed = words.filter((word) => !word.startsWith('['));
  const how = `Usage: ${usageOf(command)}`;
  if (given.length < needed.length) return `${needed[given.length]} is missing. ${how}`;
  return given.length > words.length ? `"${given[words.length]}" is one word too many. ${how}` : null;
}

function missingOption(command: Command, values: Readonly<Record<string, unknown>>): string | null {
  const missing = Object.entries(command.options ?? {}).find(([name, option]) => option.required && values[name] === undefined);
  return missing ? `--${missing[0]} is missing. Usage: ${usageOf(command)}` : null;
}

function callOf(values: Readonly<Record<string, unknown>>, words: readonly string[]): Call {
  return {
    words,
    text: (name) => {
      const value = values[name];
      return typeof value === 'string' ? value : undefined;
    },
    texts: (name) => {
      const value = values[name];
      return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
    },
    flag: (name) => values[name] === true,
  };
}

export const usageOf = (command: Command): string => {
  const required = Object.entries(command.options ?? {}).filter(([, option]) => option.required);
  const parts = required.map(([name, option]) => `--${name} ${option.value ?? 'VALUE'}`);
  const isOpen = command.isPassThrough || Object.keys(command.options ?? {}).length > required.length;
  return ['npm run wachter --', command.name, ...(command.words ?? []), ...parts, ...(isOpen ? ['[options]'] : [])].join(' ');
};

/** Help of one command. */
export function helpOf(command: Command): string {
  const options = Object.entries(command.options ?? {}).map(([name, option]) => {
    const left = `--${name}${option.type === 'string' ? ` ${option.value ?? 'VALUE'}` : ''}${option.short ? `, -${option.short}` : ''}`;
    return `  ${left.padEnd(28)} ${option.says}`;
  });
  return [
    command.says,
    '',
    `Usage: ${usageOf(command)}`,
    ...(options.length > 0 ? ['', ...options] : []),
    ...(command.notes?.length ? ['', ...command.notes] : []),
    '',
    exitCodeLine,
  ].join('\n');
}

/** Help of the whole command line. */
export const helpOfAll = (commands: readonly Command[]): string =>
  [
    'Wachter watches the physical environment of a data centre.',
    '',
    ...commands.map((one) => `  ${one.name.padEnd(16)} ${one.says}`),
    '',
    'npm start, npm test, npm run sim and npm run bench are the first four; the rest: npm run wachter -- COMMAND. Each knows --help.',
    exitCodeLine,
  ].join('\n');

const exitCodeLine = `Exit codes: ${exitCode.ok} done, ${exitCode.failure} failed, ${exitCode.usage} wrong words, ${exitCode.refused} refused, ${exitCode.notRunning} not running, ${exitCode.busy} taken or already running.`;
