import { can } from '@wachter/services/access/can';
import { SiteEditor } from '../../../features/site/site-editor.client.tsx';
import { requireContext } from '../../../server/context.ts';
import { plateSchemas } from '../../../server/reads/plate-schemas.ts';
import { readSiteModel } from '../../../server/reads/site-model.ts';
import { Refusal } from '../../../ui/refusal.tsx';

export default async function SitePage() {
  const context = await requireContext();
  const model = await readSiteModel(context);
  if (!model.ok) return <Refusal error={model.error} />;
  if (!can(context.actor, 'site.edit', { kind: 'site' }).allowed) return <Refusal error={{ kind: 'forbidden' }} />;
  return <SiteEditor model={model.value} plateSchemas={plateSchemas()} />;
}
