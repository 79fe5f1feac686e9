import type { Locale, Words } from '../quantity/define.ts';
import type { QualityLevel, QualityReason } from './quality.ts';

export const qualityLevelWords: Readonly<Record<QualityLevel, Words>> = {
  good: { en: 'good', nl: 'goed' },
  uncertain: { en: 'uncertain', nl: 'onzeker' },
  bad: { en: 'bad', nl: 'slecht' },
};

export const qualityReasonWords: Readonly<Record<QualityReason, Words>> = {
  none: { en: '', nl: '' },
  stale: { en: 'no fresh data', nl: 'geen actuele gegevens' },
  implausible: { en: 'implausible', nl: 'onwaarschijnlijk' },
  sentinel: { en: 'error value', nl: 'foutwaarde' },
  'sensor-fault': { en: 'sensor fault', nl: 'sensorstoring' },
  'clock-skew': { en: 'device clock is wrong', nl: 'klok van het apparaat loopt verkeerd' },
  'not-connected': { en: 'sensor not connected', nl: 'sensor niet aangesloten' },
  'warm-up': { en: 'warming up', nl: 'warmt op' },
  'unit-unknown': { en: 'unit not known', nl: 'eenheid onbekend' },
  retained: { en: 'last known value of the broker', nl: 'laatst bekende waarde van de broker' },
  frozen: { en: 'does not move any more', nl: 'beweegt niet meer' },
};

const words = new Map<string, Words>([...Object.entries(qualityLevelWords), ...Object.entries(qualityReasonWords)]);

/** The quality of a journal row ("uncertain: clock-skew") in plain words. */
export const qualityText = (quality: string, locale: Locale): string =>
  quality
    .split(': ')
    .map((part) => words.get(part)?.[locale] ?? part)
    .join(': ');
