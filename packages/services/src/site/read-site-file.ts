import { ok, type Result, refuse } from '@wachter/core';
import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { checkSiteFile, type Finding } from './check-site-file.ts';
import { SiteFile } from './site-file.ts';

/** Why a file cannot be used, and where. Lines and columns count from 1. */
export interface FileProblem {
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly message: string;
}

/** A site file that was understood; `locate` turns what is found later into a place of the text. */
export interface ReadSiteFile {
  readonly file: SiteFile;
  readonly locate: (finding: Finding) => FileProblem;
}

const mostCharacters = 20_000_000;

/** Node of a path, or of the nearest part of it that is written. An unknown key is found by its name. */
function nodeAt(document: Document, path: readonly (string | number)[], key: string | undefined): Node | null {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (!isMap(node)) {
      if (isNode(node)) return node;
      continue;
    }
    const wanted = key ?? path[length];
    const pair = node.items.find((item) => isScalar(item.key) && item.key.value === wanted);
    return isScalar(pair?.key) ? pair.key : node;
  }
  return null;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'range' in value;

const locator =
  (document: Document, lines: LineCounter) =>
  ({ path, message, key }: Finding): FileProblem => {
    const { line, col } = lines.linePos(nodeAt(document, path, key)?.range?.[0] ?? 0);
    return { line: Math.max(1, line), column: Math.max(1, col), path: path.join('.'), message };
  };

function findingsOf(error: z.ZodError): readonly Finding[] {
  return error.issues.map((issue) => {
    const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
    const key = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    return { path, message: issue.message, key };
  });
}

/** Aliases that unfold into more than anybody writes by hand are an attack, and refused. */
function contentOf(document: Document): Result<unknown, Finding> {
  try {
    return ok(document.toJS({ maxAliasCount: 1000 }));
  } catch (error) {
    return refuse({ path: [], message: error instanceof Error ? error.message : 'the file cannot be read' });
  }
}

/** Text → site file, or every reason against it with its line. References inside the file are checked here too. */
export function readSiteFile(text: string): Result<ReadSiteFile, readonly FileProblem[]> {
  if (text.length > mostCharacters) return refuse([{ line: 1, column: 1, path: '', message: 'The file is larger than 20 MB.' }]);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  if (document.errors.length > 0) {
    return refuse(
      document.errors.map((error) => {
        const { line, col } = lines.linePos(error.pos[0]);
        return { line, column: col, path: '', message: error.message };
      }),
    );
  }
  const locate = locator(document, lines);
  const content = contentOf(document);
  if (!content.ok) return refuse([locate(content.error)]);
  const parsed = SiteFile.safeParse(content.value);
  if (!parsed.success) return refuse(findingsOf(parsed.error).map(locate));
  const found = checkSiteFile(parsed.data);
  return found.length > 0 ? refuse(found.map(locate)) : ok({ file: parsed.data, locate });
}
