/** What the lists of people, displays and tokens are given, and the words they choose from. Nothing in it is a secret. */
export type { Role } from '@wachter/services/access/actor';
export type { Scope } from '@wachter/services/access/policy';
export type { ApiToken, Display, UserRow } from '@wachter/services/ports/people-store';
