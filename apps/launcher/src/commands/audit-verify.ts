import { createReadStream, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { readAnchorLines } from '@wachter/services/audit/anchor-lines';
import { breakWords } from '@wachter/services/audit/break-words';
import { type AuditAnchor, type ChainBreak, checkLinks, endChain, startChain } from '@wachter/services/audit/chain';
import { verifyAudit } from '@wachter/services/audit/verify';
import type { AuditLink } from '@wachter/services/ports/audit-store';
import { nodeCrypto } from '@wachter/store/node-crypto';
import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { anchorFileOf } from '../data-folder.ts';
import { processEnv } from '../env.ts';
import { valueOrRefuse } from '../refusal-sentence.ts';
import { exitCode, RefusedError } from '../refused.ts';
import { dataFolder, fileNamed, withDatabase } from '../with-database.ts';

const Link = z.strictObject({
  seq: z.number().int(),
  auditId: z.number().int(),
  prev: z.string(),
  hash: z.string(),
  text: z.string().nullable(),
}) satisfies z.ZodType<AuditLink>;

/** The anchors of the file that was named, else of the one that this Wachter writes; none where there is no such file. */
function anchorsFrom(named: string | undefined): readonly AuditAnchor[] {
  const env = processEnv();
  const file = named === undefined ? anchorFileOf(env, dataFolder(env)) : fileNamed(env, named);
  if (!existsSync(file)) {
    if (named === undefined) return [];
    throw new RefusedError(`There is no file ${named}.`, exitCode.usage);
  }
  const read = readAnchorLines(readFileSync(file, 'utf8'));
  if (!read.ok) throw new RefusedError(`Line ${read.error.line} of ${path.basename(file)} is no anchor.`, exitCode.refused);
  return read.value;
}

interface Verdict {
  readonly sound: number;
  readonly broken: ChainBreak | null;
}

/** Checks an export, line by line: it may be larger than memory. */
async function verifyFile(name: string, anchors: readonly AuditAnchor[]): Promise<Verdict> {
  const file = fileNamed(processEnv(), name);
  if (!existsSync(file)) throw new RefusedError(`There is no file ${name}.`, exitCode.usage);
  let check = startChain;
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (line === '') continue;
    const link = Link.safeParse(jsonOf(line));
    if (!link.success) throw new RefusedError(`Line ${number} of ${name} is no record of an export.`, exitCode.refused);
    check = checkLinks(check, [link.data], { anchors, sha256: nodeCrypto.sha256 });
  }
  return { sound: check.seq, broken: endChain(check, [], anchors) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export const auditVerify = defineCommand({
  name: 'audit verify',
  says: 'Checks that nobody changed the audit trail, and names the first bad record.',
  options: {
    file: { type: 'string', value: 'FILE', says: 'Checks an export instead of the database.' },
    anchors: {
      type: 'string',
      value: 'FILE',
      says: 'Heads of the chain that were written down elsewhere; left out: those in the data folder.',
    },
    json: { type: 'boolean', says: 'Prints one line of JSON.' },
  },
  notes: [
    'A chain alone does not show that its end was cut off, or that all of it was made anew: anchors do. Keep a copy of them on another machine.',
    'Exit code 0: sound. 1: broken.',
  ],
  run: async (call) => {
    const anchors = anchorsFrom(call.text('anchors'));
    const file = call.text('file');
    const verdict =
      file === undefined
        ? await withDatabase(async (context) => valueOrRefuse(await verifyAudit(context, { anchors: [...anchors] })))
        : await verifyFile(file, anchors);
    const { sound, broken } = verdict;
    if (call.flag('json')) console.log(JSON.stringify({ sound, anchors: anchors.length, broken }));
    else if (broken) console.log(`Broken. ${breakWords(broken).en}\n${sound} records before it are sound.`);
    else console.log(`Sound: ${sound} records, ${anchors.length} anchors.`);
    return broken ? exitCode.failure : exitCode.ok;
  },
});
