import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { Slug } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';
import { imageOfStore, readSiteRows } from './image-of-store.ts';
import { renderSiteFile } from './render-site-file.ts';

export const ExportSite = z.strictObject({ slug: Slug });

/** The whole model of a site as YAML, without secrets and without history. Imported again it changes nothing. */
export const exportSite = defineVerb({
  action: 'site.export',
  input: ExportSite,
  run: async (context, { slug }): Promise<Result<{ readonly text: string }, NotFound>> => {
    const rows = await readSiteRows(context.store.site, slug);
    const { site } = rows;
    if (!site) return refuse(notFound('site', slug));
    const points = rows.points.filter((point) => point.siteId === site.id && point.status === 'active');
    const devices = rows.devices.filter((device) => device.siteId === site.id);
    return ok({ text: renderSiteFile(imageOfStore(rows, { points, devices })) });
  },
});
