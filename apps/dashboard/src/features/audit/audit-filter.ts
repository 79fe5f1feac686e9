export const auditFields = ['actor', 'objectKind', 'objectId'] as const;
export type AuditField = (typeof auditFields)[number];

/** The filter as it stands in the address; empty fields ask for all. */
export type AuditFilter = Readonly<Record<AuditField, string>>;

const mostCharacters = 120;

export const auditFilterOf = (asked: Readonly<Record<string, string | readonly string[] | undefined>>): AuditFilter => {
  const text = (field: AuditField) => {
    const value = asked[field];
    return typeof value === 'string' ? value.trim().slice(0, mostCharacters) : '';
  };
  return { actor: text('actor'), objectKind: text('objectKind'), objectId: text('objectId') };
};

/** What the verb is asked: only the fields that are set. */
export const auditQuery = (filter: AuditFilter): Partial<Record<AuditField, string>> =>
  Object.fromEntries(auditFields.flatMap((field) => (filter[field] === '' ? [] : [[field, filter[field]]])));

/** The search part of the address; `before` is the last row of the page before. */
export function auditSearch(filter: AuditFilter, before?: number): string {
  const search = new URLSearchParams({ ...auditQuery(filter), ...(before === undefined ? {} : { before: String(before) }) });
  return search.size === 0 ? '' : `?${search}`;
}
