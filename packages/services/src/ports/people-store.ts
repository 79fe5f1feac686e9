import type { Instant } from '@wachter/core';
import type { AuditRecord } from './site-store.ts';

export interface Display {
  readonly id: string;
  readonly name: string;
  readonly siteId: string | null;
  readonly locale: string;
  readonly theme: string;
  readonly diagonalInch: number;
  readonly distanceMeters: number;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly lastContactAt: Instant | null;
  readonly revokedAt: Instant | null;
}

export interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly expiresAt: Instant | null;
  readonly lastUsedAt: Instant | null;
  readonly revokedAt: Instant | null;
}

export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly isDisabled: boolean;
  readonly mustChangePassword: boolean;
  readonly locale: string;
  readonly createdAt: Instant;
}

/** People, screens and tokens. Secrets come in as hashes only. Every change writes its audit row in the same transaction. */
export interface PeopleStore {
  readonly users: () => Promise<readonly UserRow[]>;
  readonly userByEmail: (email: string) => Promise<UserRow | null>;
  readonly createUser: (
    user: {
      readonly id: string;
      readonly name: string;
      readonly email: string;
      readonly role: string;
      readonly passwordHash: string;
      readonly mustChangePassword: boolean;
      readonly now: Instant;
    },
    audit: AuditRecord,
  ) => Promise<{ readonly kind: 'created' } | { readonly kind: 'email-taken' }>;
  /** Sets a one-time password and ends all sessions. */
  readonly setPassword: (userId: string, passwordHash: string, mustChange: boolean, audit: AuditRecord) => Promise<void>;
  readonly updateUser: (
    userId: string,
    change: {
      readonly role?: string | undefined;
      readonly isDisabled?: boolean | undefined;
      readonly locale?: string | undefined;
      readonly name?: string | undefined;
    },
    audit: AuditRecord,
  ) => Promise<{ readonly kind: 'updated' } | { readonly kind: 'not-found' } | { readonly kind: 'last-administrator' }>;
  readonly displays: () => Promise<readonly Display[]>;
  readonly createDisplay: (
    display: Omit<Display, 'lastContactAt' | 'revokedAt'> & { readonly tokenHash: string },
    audit: AuditRecord,
  ) => Promise<void>;
  readonly revokeDisplay: (id: string, now: Instant, audit: AuditRecord) => Promise<boolean>;
  /** Null when unknown or revoked. Records the contact at most once a minute. */
  readonly displayByTokenHash: (tokenHash: string, now: Instant) => Promise<Display | null>;
  readonly tokens: () => Promise<readonly ApiToken[]>;
  readonly createToken: (
    token: Omit<ApiToken, 'lastUsedAt' | 'revokedAt'> & { readonly tokenHash: string },
    audit: AuditRecord,
  ) => Promise<void>;
  readonly revokeToken: (id: string, now: Instant, audit: AuditRecord) => Promise<boolean>;
  /** Null when unknown, expired or revoked. */
  readonly tokenByHash: (tokenHash: string, now: Instant) => Promise<ApiToken | null>;
  /** `actor` is a part of a name, in whatever case. */
  readonly auditTrail: (filter: {
    readonly actor?: string | undefined;
    readonly objectKind?: string | undefined;
    readonly objectId?: string | undefined;
    readonly beforeId?: number | undefined;
    readonly limit: number;
  }) => Promise<readonly (AuditRecord & { readonly id: number; readonly at: Instant })[]>;
}
