import { helpOf, helpOfAll, parseCommandLine } from './command.ts';
import { commands } from './commands/index.ts';
import { explain } from './explain.ts';
import { exitCode } from './refused.ts';

/** Reads the command line, runs one command, turns what it throws into one sentence and an exit code. */
async function main(argv: readonly string[]): Promise<number> {
  const parsed = parseCommandLine(commands, argv);
  if (parsed.kind === 'wrong') {
    console.error(parsed.message);
    return exitCode.usage;
  }
  if (parsed.kind === 'help') {
    console.log(parsed.command ? helpOf(parsed.command) : helpOfAll(commands));
    return exitCode.ok;
  }
  try {
    return await parsed.command.run(parsed.call);
  } catch (error) {
    const { sentence, code } = explain(error);
    console.error(sentence);
    return code;
  }
}

process.exitCode = await main(process.argv.slice(2));
// Connections that a failed command left open must not keep the process: it has said all it had to say.
process.exit();
