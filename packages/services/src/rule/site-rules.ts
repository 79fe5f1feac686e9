import type { RuleInstance } from '@wachter/core';
import { auditTrail } from '@wachter/core/alarm/rules/audit-trail';
import { backupLate } from '@wachter/core/alarm/rules/backup-late';
import { batteryDue } from '@wachter/core/alarm/rules/battery-due';
import { brokerLine } from '@wachter/core/alarm/rules/broker-line';
import { dutyCover } from '@wachter/core/alarm/rules/duty-cover';
import { notificationPath } from '@wachter/core/alarm/rules/notification-path';
import { testOverdue } from '@wachter/core/alarm/rules/test-overdue';
import type { Context } from '../context.ts';

type Own = Pick<RuleInstance, 'type' | 'params' | 'priority' | 'cause' | 'consequence' | 'response'>;

const path: Own = {
  type: notificationPath.id,
  params: { graceSeconds: 30 },
  priority: 'high',
  cause: {
    en: 'A channel refuses messages or does not answer.',
    nl: 'Een kanaal weigert berichten of antwoordt niet.',
  },
  consequence: {
    en: 'Whoever is reached by it only does not hear of alarms.',
    nl: 'Wie alleen daarlangs bereikbaar is, hoort niets van alarmen.',
  },
  response: {
    en: 'Open On call: it says which channel fails and why. Mend it and press Send a test; the alarm ends when a message goes through. Watch the screens until then.',
    nl: 'Open Dienst: daar staat welk kanaal faalt en waarom. Herstel het en druk op Test versturen; het alarm eindigt zodra een bericht aankomt. Kijk tot dan naar de schermen.',
  },
};

const duty: Own = {
  type: dutyCover.id,
  params: { graceSeconds: 30 },
  priority: 'high',
  cause: {
    en: 'Nobody is on duty in a rota, or no channel reaches whoever is.',
    nl: 'In een rooster heeft niemand dienst, of geen kanaal bereikt wie dienst heeft.',
  },
  consequence: {
    en: 'The first step of telling people reaches nobody.',
    nl: 'De eerste stap van het melden bereikt niemand.',
  },
  response: {
    en: 'Open On call: put somebody on duty, or give whoever is on duty a contact that works.',
    nl: 'Open Dienst: geef iemand dienst, of geef wie dienst heeft een contact dat werkt.',
  },
};

/** Days late already when it is raised: it needs nobody at night. */
const overdue: Own = {
  type: testOverdue.id,
  params: { graceSeconds: 0 },
  priority: 'medium',
  cause: {
    en: 'A test that the plan asks for was not done by its latest day, or what was done does not count.',
    nl: 'Een test die het plan vraagt is niet uiterlijk op zijn laatste dag gedaan, of wat gedaan is telt niet.',
  },
  consequence: {
    en: 'Nobody knows whether the emergency power works when the mains fails.',
    nl: 'Niemand weet of de noodstroom werkt als het net uitvalt.',
  },
  response: {
    en: 'Open Emergency power, Test plan: it says which test is late and why the last runs do not count. Do the test, or change the plan with whoever answers for it. The alarm ends when a test counts.',
    nl: 'Open Noodstroom, Testplan: daar staat welke test te laat is en waarom de laatste runs niet tellen. Doe de test, of wijzig het plan met wie ervoor verantwoordelijk is. Het alarm eindigt zodra een test telt.',
  },
};

/** How long the line may be away is judged with it. */
const line: Own = {
  type: brokerLine.id,
  params: { graceSeconds: 0 },
  priority: 'high',
  cause: {
    en: 'The broker, its listener or a bridge is down, the network between the devices and Wachter is cut, or a password or certificate of the line has ended.',
    nl: 'De broker, zijn listener of een bridge ligt eruit, het netwerk tussen de apparaten en Wachter is onderbroken, of een wachtwoord of certificaat van de lijn is verlopen.',
  },
  consequence: {
    en: 'Nothing is measured: no limit of this site raises an alarm until the line is back. What devices keep in their buffers comes later.',
    nl: 'Er wordt niets gemeten: geen grens van deze locatie geeft alarm tot de lijn terug is. Wat apparaten bufferen komt later.',
  },
  response: {
    en: 'Look whether the broker runs and is reached by the network of the devices; watch the rooms in person until values arrive again.',
    nl: 'Kijk of de broker draait en vanuit het netwerk van de apparaten bereikbaar is; let zelf op de ruimten tot er weer waarden binnenkomen.',
  },
};

const trail: Own = {
  type: auditTrail.id,
  params: { graceSeconds: 0 },
  priority: 'high',
  cause: {
    en: 'Somebody changed, removed or put in records of who did what, past Wachter, or the database was restored to an earlier state.',
    nl: 'Iemand heeft buiten Wachter om regels van wie wat deed gewijzigd, verwijderd of toegevoegd, of de database is naar een eerdere stand teruggezet.',
  },
  consequence: {
    en: 'The record of who did what can no longer serve as evidence from that point on.',
    nl: 'Vanaf dat punt kan het spoor van wie wat deed niet meer als bewijs dienen.',
  },
  response: {
    en: 'Run npm run wachter -- audit verify: it names the first bad record. Keep a copy of the database as it is, find out who had access, and compare with a backup.',
    nl: 'Draai npm run wachter -- audit verify: dat noemt de eerste foute regel. Bewaar een kopie van de database zoals ze nu is, zoek uit wie toegang had, en vergelijk met een back-up.',
  },
};

/** Known for months before: it needs nobody at night. */
const battery: Own = {
  type: batteryDue.id,
  params: { graceSeconds: 0 },
  priority: 'medium',
  cause: {
    en: 'A battery string has come to the day set for it, to the end of its design life, or to what the heat leaves of that.',
    nl: 'Een accustring is op de dag die ervoor was bepaald, aan het eind van zijn ontwerplevensduur, of aan wat de warmte daarvan overlaat.',
  },
  consequence: {
    en: 'At the next outage the battery may not last until the gensets carry the load.',
    nl: 'Bij de volgende uitval houdt de accu het mogelijk niet tot de aggregaten dragen.',
  },
  response: {
    en: 'Open Emergency power, Now: it says which string and why. Plan its replacement, then write the new date on the nameplate of the UPS. The alarm ends with that.',
    nl: 'Open Noodstroom, Nu: daar staat welke string en waarom. Plan de vervanging en schrijf daarna de nieuwe datum op de typeplaat van de UPS. Daarmee eindigt het alarm.',
  },
};

const backup: Own = {
  type: backupLate.id,
  params: { graceSeconds: 60 },
  priority: 'medium',
  cause: {
    en: 'A place of the backups is full or away, a restore failed, or nothing makes backups.',
    nl: 'Een plaats van de back-ups is vol of onbereikbaar, een herstel is mislukt, of niets maakt back-ups.',
  },
  consequence: {
    en: 'If the disk is lost now, what was measured since the last good backup is lost with it.',
    nl: 'Gaat de schijf nu verloren, dan gaat mee verloren wat sinds de laatste goede back-up is gemeten.',
  },
  response: {
    en: 'Open Backups: it says which place fails and why. Mend it; what it missed is caught up by itself. Run npm run wachter -- backup when it is back.',
    nl: 'Open Back-ups: daar staat welke plaats faalt en waarom. Herstel die; wat hij miste wordt vanzelf ingehaald. Draai npm run wachter -- backup zodra hij terug is.',
  },
};

/** The rules that every site has from its beginning: they watch whether we hear, people can be told, tests are done in time, batteries are fit, evidence is whole, and backups are made. */
export const siteRules = (context: Pick<Context, 'newId'>, siteId: string): readonly RuleInstance[] =>
  [path, duty, line, overdue, battery, trail, backup].map((own) => ({
    ...own,
    id: context.newId(),
    siteId,
    pointId: null,
    deviceId: null,
    isLatching: false,
    isEnabled: true,
    respondWithinMinutes: null,
  }));
