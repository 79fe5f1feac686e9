import { listAudit } from '@wachter/services/audit/list';
import { auditFilterOf, auditQuery } from '../../../features/audit/audit-filter.ts';
import { AuditView } from '../../../features/audit/audit-view.client.tsx';
import { changedFields } from '../../../features/audit/changed-fields.ts';
import { requireContext } from '../../../server/context.ts';
import type { PageProps } from '../../../server/page-props.ts';
import { Refusal } from '../../../ui/refusal.tsx';

const linesAPage = 100;

export default async function AuditPage({ searchParams }: PageProps) {
  const context = await requireContext();
  const asked = await searchParams;
  const filter = auditFilterOf(asked);
  const before = Number(asked['before']);
  const beforeId = Number.isSafeInteger(before) && before > 0 ? before : undefined;
  const found = await listAudit(context, { ...auditQuery(filter), beforeId, limit: linesAPage + 1 });
  if (!found.ok) return <Refusal error={found.error} />;
  const lines = found.value.slice(0, linesAPage);
  return (
    <AuditView
      filter={filter}
      lines={lines.map(({ before: was, after, source = null, ...line }) => ({
        ...line,
        source,
        changed: changedFields(was, after),
      }))}
      next={found.value.length > linesAPage ? (lines.at(-1)?.id ?? null) : null}
      isFirst={beforeId === undefined}
    />
  );
}
