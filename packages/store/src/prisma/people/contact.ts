export const instant = (at: Date | null): number | null => at?.getTime() ?? null;

const contactEveryMs = 60_000;

/** Contacts are written at most once a minute: a wall that looks every second must not write every second. */
export const isContactDue = (last: Date | null, now: number): boolean => last === null || now - last.getTime() >= contactEveryMs;
