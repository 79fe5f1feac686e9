import { describe, expect, it } from 'vitest';
import { defineCommand, helpOf, helpOfAll, parseCommandLine } from './command.ts';
import { commands } from './commands/index.ts';

const noop = async () => 0;
const some = [
  defineCommand({
    name: 'device add',
    says: 'Adds.',
    words: ['ID'],
    options: { name: { type: 'string', says: 'Name.' }, hard: { type: 'string', says: 'Hard.', required: true } },
    run: noop,
  }),
  defineCommand({ name: 'device', says: 'All.', run: noop }),
  defineCommand({ name: 'sim', says: 'Passes.', isPassThrough: true, run: noop }),
];

describe('parseCommandLine', () => {
  it('finds the command with the longest name', () => {
    const parsed = parseCommandLine(some, ['device', 'add', 'x', '--hard', '1', '--name', 'N']);
    expect(parsed).toMatchObject({ kind: 'run', command: { name: 'device add' } });
    if (parsed.kind === 'run') expect([parsed.call.words, parsed.call.text('name')]).toEqual([['x'], 'N']);
  });
  it.each([
    ['an unknown command', ['fly'], /There is no command "fly"/],
    ['an unknown option', ['device', 'add', 'x', '--hard', '1', '--soft'], /Unknown option '--soft'/],
    ['a missing word', ['device', 'add', '--hard', '1'], /ID is missing/],
    ['a missing option', ['device', 'add', 'x'], /--hard is missing/],
    ['a word too many', ['device', 'add', 'x', 'y', '--hard', '1'], /"y" is one word too many/],
  ])('refuses %s in one sentence', (_, argv, message) => {
    const parsed = parseCommandLine(some, argv);
    expect(parsed.kind).toBe('wrong');
    if (parsed.kind === 'wrong') expect(parsed.message).toMatch(message);
  });
  it('shows the help of everything when nothing is asked', () => {
    expect(parseCommandLine(some, [])).toEqual({ kind: 'help', command: null });
    expect(parseCommandLine(some, ['--help'])).toEqual({ kind: 'help', command: null });
  });
  it('passes every word of a pass-through command on, --help included', () => {
    const parsed = parseCommandLine(some, ['sim', '--help', '--seed', '7']);
    expect(parsed.kind === 'run' && parsed.call.words).toEqual(['--help', '--seed', '7']);
  });
});

describe('the commands', () => {
  it.each(commands.filter((one) => !one.isPassThrough).map((one) => [one.name, one] as const))(
    '%s has help with usage and exit codes',
    (name, command) => {
      expect(parseCommandLine(commands, [...name.split(' '), '--help'])).toEqual({ kind: 'help', command });
      const help = helpOf(command);
      expect(help).toContain(`Usage: npm run wachter -- ${name}`);
      expect(help).toMatch(/Exit codes: 0 done, 1 failed, 2 wrong words, 3 refused, 4 not running/);
      for (const option of Object.keys(command.options ?? {})) expect(help).toContain(`--${option}`);
    },
  );
  it('have names of their own and are all in the general help', () => {
    const names = commands.map((one) => one.name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(helpOfAll(commands)).toContain(name);
  });
});
