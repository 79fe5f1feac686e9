import { can } from '@wachter/services/access/can';
import { z } from 'zod';
import { PointView } from '../../../../features/point/point-view.client.tsx';
import { requireContext } from '../../../../server/context.ts';
import type { PageProps } from '../../../../server/page-props.ts';
import { readPoint } from '../../../../server/reads/point.ts';
import { pointRuleSchemas, ruleNames } from '../../../../server/reads/rule-schemas.ts';
import { readSiteModel } from '../../../../server/reads/site-model.ts';
import { Refusal } from '../../../../ui/refusal.tsx';

const Opened = z.object({
  rule: z.uuid(),
  dwell: z.coerce.number().min(0).max(86_400),
  hysteresis: z.coerce.number().min(0).optional(),
});

export default async function PointPage({ params, searchParams }: PageProps<{ id: string }>) {
  const context = await requireContext();
  const [model, found] = await Promise.all([readSiteModel(context), readPoint(context, Number((await params).id))]);
  if (!model.ok) return <Refusal error={model.error} />;
  if (!found.ok) return <Refusal error={found.error} />;
  const opened = Opened.safeParse(await searchParams);
  const mayExport = can(context.actor, 'reading.export', { kind: 'reading' }).allowed;
  const mayBackTest = can(context.actor, 'rule.back-test', { kind: 'rule' }).allowed;
  const mayEdit = can(context.actor, 'rule.edit', { kind: 'rule' }).allowed;
  return (
    <PointView
      key={found.value.point.id}
      model={model.value}
      point={found.value.point}
      rules={found.value.rules}
      problems={found.value.problems}
      ruleNames={ruleNames()}
      opened={
        opened.success
          ? {
              ruleId: opened.data.rule,
              tuning: { dwellSeconds: opened.data.dwell, hysteresis: opened.data.hysteresis ?? null },
            }
          : null
      }
      mayExport={mayExport}
      mayEdit={mayEdit}
      schemas={mayEdit || mayBackTest ? pointRuleSchemas() : null}
    />
  );
}
