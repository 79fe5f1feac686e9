import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { actorName } from '../access/actor.ts';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import type { StoredPhoto } from '../ports/test-store.ts';
import { type Invalid, type NotFound, notFound } from '../refusal.ts';
import { hexOf } from './hex.ts';
import { cleanPhoto } from './photo-bytes.ts';

export const AddTestPhoto = z.strictObject({ bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array) });

/** Stores a photograph for a record; gives the hash it is known by. */
export const addTestPhoto = defineVerb({
  action: 'record.edit',
  input: AddTestPhoto,
  run: async (context, { bytes }): Promise<Result<{ readonly hash: string }, Invalid>> => {
    const photo = cleanPhoto(bytes);
    if (!photo.ok) return photo;
    const hash = hexOf(context.crypto.sha256(photo.value.bytes));
    await context.store.site.transaction(async (tx) => {
      await tx.addTestPhoto({ ...photo.value, hash, addedAt: context.now(), addedBy: actorName(context.actor) });
      await tx.audit(auditOf(context, { action: 'record.add-photo', objectKind: 'record', objectId: hash }));
    });
    return ok({ hash });
  },
});

export const GetTestPhoto = z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$(?!\n)/) });

export const getTestPhoto = defineVerb({
  action: 'record.read',
  input: GetTestPhoto,
  run: async (context, { hash }): Promise<Result<StoredPhoto, NotFound>> => {
    const photo = await context.store.site.testPhoto(hash);
    return photo ? ok(photo) : refuse(notFound('record', hash));
  },
});
