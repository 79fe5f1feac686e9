import type { Words } from '@wachter/core';
import { z } from 'zod';

/** Words and secrecy of a field, kept in the metadata of its schema: the form and the sealing read them there. */
export const labelled = <Schema extends z.ZodType>(schema: Schema, words: Words): Schema => schema.meta({ words });

/** A field that is sealed in storage and never shown again. */
export const secret = <Schema extends z.ZodType>(schema: Schema, words: Words): Schema => schema.meta({ words, isSecret: true });

/** A field that is made and never typed, so that no form shows it. */
export const made = <Schema extends z.ZodType>(schema: Schema, how: { readonly isSecret: boolean }): Schema =>
  schema.meta({ isMade: true, ...(how.isSecret ? { isSecret: true } : {}) });

export const isSecretField = (schema: unknown): boolean => schema instanceof z.ZodType && schema.meta()?.['isSecret'] === true;

/** One line: no control character that could begin a header, no mark that turns the direction of writing. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]*$/u, 'must be one line of plain text');

/** An address on the web without a login in it. */
export const WebAddress = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .refine((text) => !/[\p{Cc}\s]/u.test(text), 'must be one line')
  .refine((text) => !hasLogin(text), 'must not contain a user name or password');

function hasLogin(text: string): boolean {
  try {
    const { username, password } = new URL(text);
    return username !== '' || password !== '';
  } catch {
    return false;
  }
}

/** Hosts that may be called although they lie in a private range. Named one by one, as they stand in the address. */
export const allowedHosts = labelled(
  z
    .array(
      line(253)
        .regex(/^[\w.:[\]-]+$/, 'must be a host name or address')
        .transform((host) => host.toLowerCase()),
    )
    .max(20)
    .default([]),
  { en: 'Internal hosts that may be called', nl: 'Interne hosts die mogen worden aangeroepen' },
);
