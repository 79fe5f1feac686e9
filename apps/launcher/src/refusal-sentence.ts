import { exitCode, RefusedError } from './refused.ts';

type Fields = Readonly<Record<string, unknown>>;
const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);

const sentences: Readonly<Record<string, (refusal: Fields) => string>> = {
  forbidden: () => 'This is not allowed.',
  'not-found': (r) => `There is no ${text(r['object'])} ${text(r['id'])}.`,
  invalid: (r) => `Not usable: ${issuesOf(r['issues'])}.`,
  'invalid-device-id': (r) => `"${text(r['id'])}" cannot be a device id: 3 to 40 characters of a-z, 0-9 and hyphen.`,
  'unknown-dialect': (r) => `There is no dialect "${text(r['dialect'])}".`,
  'topics-needed': (r) => `The dialect ${text(r['dialect'])} has no topics of its own: name them with --topic.`,
  'device-exists': (r) => `There is a device or account ${text(r['id'])} already. Choose another id, or revoke that one first.`,
  'device-blocked': (r) => `The device ${text(r['id'])} is blocked.`,
  'speaks-through-gateway': (r) => `The device ${text(r['id'])} has no credential of its own: it speaks through a gateway.`,
  'no-credential': (r) => `The device ${text(r['id'])} has no credential of its own: revoke its gateway.`,
  'already-revoked': (r) => `The credential of ${text(r['id'])} was revoked before.`,
  'email-taken': (r) => `Somebody with the address ${text(r['email'])} is there already.`,
  'slug-taken': (r) => `There is a site ${text(r['slug'])} already.`,
};

function issuesOf(issues: unknown): string {
  if (!Array.isArray(issues)) return text(issues);
  return issues
    .map((issue: Fields) => {
      const where = [issue['line'] ? `line ${text(issue['line'])}` : '', issue['path'] ? text(issue['path']) : '']
        .filter(Boolean)
        .join(', ');
      return `${where}${where ? ' ' : ''}${text(issue['message'] ?? issue['reason'] ?? issue)}`;
    })
    .join('; ');
}

/** One sentence for what a verb refused with. */
export function refusalSentence(refusal: { readonly kind: string }): string {
  const known = Object.hasOwn(sentences, refusal.kind) ? sentences[refusal.kind] : undefined;
  if (known) return known(refusal as unknown as Fields);
  const { kind, ...rest } = refusal as unknown as Fields;
  return `Refused (${text(kind)}): ${issuesOf(rest['issues'] ?? rest)}.`;
}

type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly kind: string } };

/** The value, or the refusal as what ends the command. */
export function valueOrRefuse<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  const isUsage = outcome.error.kind === 'invalid' || outcome.error.kind === 'invalid-device-id';
  throw new RefusedError(refusalSentence(outcome.error), isUsage ? exitCode.usage : exitCode.refused);
}
