import { rationalisationStatuses } from '@wachter/core';
import { can } from '@wachter/services/access/can';
import { AlarmTabs } from '../../../../features/alarms/alarm-tabs.tsx';
import { RationalisationList } from '../../../../features/rationalisation/rationalisation-list.client.tsx';
import { requireContext } from '../../../../server/context.ts';
import type { PageProps } from '../../../../server/page-props.ts';
import { readLocale } from '../../../../server/preferences.ts';
import { readRationalisations } from '../../../../server/reads/rationalisations.ts';
import { ruleNames } from '../../../../server/reads/rule-schemas.ts';
import { Refusal } from '../../../../ui/refusal.tsx';

/** Rules on the page; all of them are in the CSV. */
const mostRows = 200;

export default async function RationalisationPage({ searchParams }: PageProps) {
  const context = await requireContext();
  const [found, locale, { rule, status }] = await Promise.all([readRationalisations(context), readLocale(), searchParams]);
  if (!found.ok) return <Refusal error={found.error} />;
  const firstOpen = typeof rule === 'string' ? rule : null;
  const { rows } = found.value;
  const asked = rationalisationStatuses.find((one) => one === status) ?? rows.find(({ ruleId }) => ruleId === firstOpen)?.status;
  const shown = asked ?? rows[0]?.status ?? 'none';
  const those = rows.filter((row) => row.status === shown);
  const first = those.filter(({ ruleId }, index) => index < mostRows || ruleId === firstOpen);
  const names = Object.fromEntries(Object.entries(ruleNames()).map(([id, name]) => [id, name[locale]]));
  return (
    <>
      <AlarmTabs shown="rationalisation" />
      <RationalisationList
        view={{ ...found.value, rows: first }}
        shown={shown}
        ruleNames={names}
        mayDecide={can(context.actor, 'rule.rationalise', { kind: 'rule' }).allowed}
        firstOpen={firstOpen}
      />
    </>
  );
}
