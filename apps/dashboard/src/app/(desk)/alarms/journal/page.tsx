import { can } from '@wachter/services/access/can';
import { alarmModel } from '../../../../features/alarms/alarm-model.ts';
import { AlarmTabs } from '../../../../features/alarms/alarm-tabs.tsx';
import { Journal } from '../../../../features/alarms/journal.client.tsx';
import { journalExport, journalFilterOf, journalProblems, journalQuery } from '../../../../features/alarms/journal-filter.ts';
import { requireContext } from '../../../../server/context.ts';
import type { PageProps } from '../../../../server/page-props.ts';
import { readLocale } from '../../../../server/preferences.ts';
import { readJournalPage } from '../../../../server/reads/journal.ts';
import { ruleNames } from '../../../../server/reads/rule-schemas.ts';
import { readSiteModel } from '../../../../server/reads/site-model.ts';
import { Refusal } from '../../../../ui/refusal.tsx';

export default async function JournalPage({ searchParams }: PageProps) {
  const context = await requireContext();
  const [model, asked, locale] = await Promise.all([readSiteModel(context), searchParams, readLocale()]);
  if (!model.ok) return <Refusal error={model.error} />;
  const names = Object.entries(ruleNames()).map(([id, name]) => ({ value: id, label: name[locale] }));
  const timeZone = model.value.sites[0]?.timeZone ?? 'UTC';
  const choices = { room: model.value.locations.map((one) => one.id), rule: names.map((one) => one.value) };
  const filter = journalFilterOf(asked);
  const problems = journalProblems(filter, { timeZone, choices });
  const query = journalQuery(filter, timeZone);
  const cursor = typeof asked['cursor'] === 'string' ? asked['cursor'] : null;
  const page = problems.length > 0 ? null : await readJournalPage(context, { ...query, cursor: cursor ?? undefined, limit: 100 });
  if (page && !page.ok) return <Refusal error={page.error} />;
  const mayExport = page !== null && can(context.actor, 'alarm.export', { kind: 'alarm' }).allowed;
  return (
    <>
      <AlarmTabs shown="journal" />
      <Journal
        model={alarmModel(model.value)}
        filter={filter}
        problems={problems}
        rules={names}
        lines={page?.value.lines ?? []}
        next={page?.value.next ?? null}
        isFirst={cursor === null}
        exportAddress={mayExport ? journalExport(query) : null}
      />
    </>
  );
}
