import type { RuleInstance } from '@wachter/core';
import { dutyCover } from '@wachter/core/alarm/rules/duty-cover';
import { notificationPath } from '@wachter/core/alarm/rules/notification-path';
import type { Context } from '../context.ts';

type Texts = Pick<RuleInstance, 'type' | 'cause' | 'consequence' | 'response'>;

const path: Texts = {
  type: notificationPath.id,
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

const duty: Texts = {
  type: dutyCover.id,
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

/** The rules that every site has from its beginning: they watch whether people can be told. */
export const siteRules = (context: Pick<Context, 'newId'>, siteId: string): readonly RuleInstance[] =>
  [path, duty].map((texts) => ({
    ...texts,
    id: context.newId(),
    siteId,
    pointId: null,
    deviceId: null,
    params: { graceSeconds: 30 },
    priority: 'high',
    isLatching: false,
    isEnabled: true,
    respondWithinMinutes: null,
  }));
