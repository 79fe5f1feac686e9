import { alarmNumber, type JournalLine, ok, type SiteModel } from '@wachter/core';
import { quantityById } from '@wachter/core/quantity/index';
import { roomOf } from '@wachter/core/site/room-summary';
import type { ListJournal } from '@wachter/services/alarm/list-journal';
import { auditForbidden } from '@wachter/services/audit/refused';
import type { Context } from '@wachter/services/context';
import type { z } from 'zod';
import { csvText } from '../csv.ts';
import { readJournalPage } from './journal.ts';
import { mayRead, type Read } from './read.ts';
import { readSiteModel } from './site-model.ts';

type Question = Omit<z.input<typeof ListJournal>, 'cursor' | 'limit'>;

const columns = [
  ...['recorded (UTC)', 'condition (UTC)', 'recorded (site)', 'condition (site)', 'site', 'room', 'tag', 'name', 'device'],
  ...['rule', 'priority', 'transition', 'level', 'value', 'limit', 'value as read', 'limit as read', 'quality'],
  ...['actor', 'device used', 'reason', 'alarm'],
];

const rowsAtOnce = 500;

/** The rows of the journal that pass, as pieces of CSV, the header first. Numbers stay numbers; times in UTC and in the site's zone. */
export async function exportJournal(context: Context, asked: Question): Promise<Read<AsyncIterable<string>>> {
  const first = await readJournalPage(context, { ...asked, limit: rowsAtOnce });
  if (!first.ok) return first;
  const may = mayRead(context, 'alarm.export', { kind: 'alarm' });
  if (!may.ok) {
    await auditForbidden(context, may.error);
    return may;
  }
  const model = await readSiteModel(context);
  if (!model.ok) return model;
  const row = rowMaker(model.value);
  async function* pieces() {
    yield `${columns.join(',')}\r\n`;
    for (let page = first; ; ) {
      if (!page.ok) throw new Error(`the journal was refused in the middle of an export: ${page.error.kind}`);
      yield page.value.lines.map(row).join('');
      if (page.value.next === null) return;
      page = await readJournalPage(context, { ...asked, cursor: page.value.next, limit: rowsAtOnce });
    }
  }
  return ok(pieces());
}

function rowMaker(model: SiteModel): (line: JournalLine) => string {
  const locations = new Map(model.locations.map((one) => [one.id, one]));
  const sites = new Map(
    model.sites.map(({ id, name, timeZone }) => [
      id,
      { name, timeZone, clock: new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }) },
    ]),
  );
  return (line) => {
    const site = sites.get(line.siteId);
    const local = (at: number) => (site ? `${site.clock.format(at)} ${site.timeZone}` : '');
    const room = locations.get(roomOf(model, line.locationId) ?? line.locationId ?? '')?.name ?? '';
    const said = { ...line, peak: null };
    const words = { quantity: line.quantity === null ? null : quantityById(line.quantity), locale: 'en' } as const;
    const read = (part: 'value' | 'limit') => (line[part] === null ? '' : alarmNumber(said, part, words));
    const texts = [local(line.recordedAt), local(line.conditionAt), site?.name, room, line.tag, line.name, line.deviceId];
    return `${[
      new Date(line.recordedAt).toISOString(),
      new Date(line.conditionAt).toISOString(),
      ...texts.map((text) => csvText(text ?? '')),
      ...[line.ruleType, line.priority, line.kind, line.level ?? '', line.value ?? '', line.limit ?? ''],
      ...[read('value'), read('limit'), line.quality, line.actor, line.source, line.comment].map((text) => csvText(text ?? '')),
      line.alarmId,
    ].join(',')}\r\n`;
  };
}
