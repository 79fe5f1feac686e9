import { limitRule, staleRule } from './default-rules.ts';
import { defineQuantity, type Quantity } from './define.ts';
import { temperatureSentinels } from './sentinel.ts';

/**
 * Uses of temperature. Limits: domain.md 2.5 (product defaults) and 1 (ASHRAE TC 9.9, 2021: recommended 18–27 °C, class A1 allowable
 * 15–32 °C at the equipment inlet). −127 and 85 are the error and power-on values of a DS18B20. Water limits: domain.md 1,
 * "supply ≥ dew point + 2 K"; the rest are site limits to be set.
 */
const base = {
  family: 'temperature',
  unit: '°C',
  kind: 'number',
  sentinels: temperatureSentinels,
  precision: 1,
} as const;

/** Generic: what a device says before a person chooses the use. No limits, because nobody knows what it measures. */
export const temperature: Quantity = defineQuantity({
  ...base,
  id: 'temperature',
  name: { en: 'temperature', nl: 'temperatuur' },
  plausible: [-40, 125],
  step: 20,
  deadband: 0.1,
  intervalSeconds: 60,
  staleSeconds: 300,
  defaults: [staleRule(300, 'low')],
  hints: ['temperature', 'temp', 'temperatuur', 'ds18b20'],
});

export const inletTemperature = defineQuantity({
  ...base,
  id: 'inlet-temperature',
  name: { en: 'inlet temperature', nl: 'inlaattemperatuur' },
  plausible: [-20, 70],
  step: 10,
  deadband: 0.1,
  intervalSeconds: 30,
  staleSeconds: 180,
  headline: true,
  defaults: [
    limitRule(
      {
        low: { warning: 18, critical: 15 },
        high: { warning: 27, critical: 32 },
        hysteresis: 0.5,
        dwellSeconds: 60,
        holdOffSeconds: 120,
      },
      {
        priority: 'critical',
        cause: {
          en: 'Too little cold air at this place: cooler stopped, set point changed, containment open, blanking panels missing, or hot air flowing back.',
          nl: 'Te weinig koude lucht op deze plek: koelunit gestopt, instelwaarde gewijzigd, gangafscheiding open, blindplaten weg, of warme lucht stroomt terug.',
        },
        consequence: {
          en: 'Above 27 °C equipment leaves the recommended range; above 32 °C the allowable range of class A1, then servers throttle and switch off.',
          nl: 'Boven 27 °C verlaat apparatuur het aanbevolen gebied; boven 32 °C het toegestane gebied van klasse A1, daarna schakelen servers terug en uit.',
        },
        response: {
          en: 'Look at the neighbouring sensors. If several rise: check the coolers and start the standby unit. If one: check doors, containment and blanking panels of that rack.',
          nl: 'Kijk naar de sensoren ernaast. Stijgen er meer: controleer de koelunits en start de reserve-unit. Is het er een: controleer deuren, gangafscheiding en blindplaten van dat rack.',
        },
        respondWithinMinutes: 10,
      },
    ),
    staleRule(180, 'medium'),
  ],
  hints: [
    'inlet',
    'inlet temperature',
    'inlet temp',
    'inlet top',
    'inlet middle',
    'inlet bottom',
    'inlaat',
    'cold aisle',
    'koude gang',
  ],
});

const hot = {
  ...base,
  plausible: [-20, 80],
  step: 10,
  deadband: 0.2,
  intervalSeconds: 60,
  staleSeconds: 300,
} as const;

const hotLimits = (priority: 'high' | 'medium') =>
  limitRule(
    { high: { warning: 40, critical: 45 }, hysteresis: 1, dwellSeconds: 120, holdOffSeconds: 120 },
    {
      priority,
      cause: {
        en: 'More heat than air flow, or a cooler that moves too little air.',
        nl: 'Meer warmte dan luchtstroom, of een koelunit die te weinig lucht verplaatst.',
      },
      consequence: {
        en: 'Cooling capacity is used up and hot air can flow back to the inlets.',
        nl: 'De koelcapaciteit raakt op en warme lucht kan terugstromen naar de inlaten.',
      },
      response: {
        en: 'Check fans and filters of the coolers and the load of the row.',
        nl: 'Controleer ventilatoren en filters van de koelunits en de belasting van de rij.',
      },
      respondWithinMinutes: 30,
    },
  );

export const returnTemperature = defineQuantity({
  ...hot,
  id: 'return-temperature',
  name: { en: 'return air temperature', nl: 'retourluchttemperatuur' },
  defaults: [hotLimits('high'), staleRule(300, 'low')],
  hints: ['return', 'return temperature', 'return temp', 'return air', 'retour', 'retour temperatuur'],
});

export const hotAisleTemperature = defineQuantity({
  ...hot,
  id: 'hot-aisle-temperature',
  name: { en: 'hot aisle temperature', nl: 'temperatuur warme gang' },
  defaults: [hotLimits('high'), staleRule(300, 'low')],
  hints: ['hot aisle', 'hot aisle temperature', 'warme gang', 'outlet', 'outlet temperature', 'exhaust', 'rear'],
});

export const supplyAirTemperature = defineQuantity({
  ...base,
  id: 'supply-air-temperature',
  name: { en: 'supply air temperature', nl: 'inblaastemperatuur' },
  plausible: [-20, 70],
  step: 10,
  deadband: 0.1,
  intervalSeconds: 60,
  staleSeconds: 300,
  defaults: [
    limitRule(
      {
        low: { warning: 14, critical: 12 },
        high: { warning: 26, critical: 30 },
        hysteresis: 0.5,
        dwellSeconds: 120,
        holdOffSeconds: 120,
      },
      {
        priority: 'high',
        cause: {
          en: 'Cooler without cold water or refrigerant, or with a wrong set point.',
          nl: 'Koelunit zonder koud water of koudemiddel, of met een verkeerde instelwaarde.',
        },
        consequence: {
          en: 'Inlet temperatures follow within minutes.',
          nl: 'De inlaattemperaturen volgen binnen enkele minuten.',
        },
        response: { en: 'Check the unit and start the standby unit.', nl: 'Controleer de unit en start de reserve-unit.' },
        respondWithinMinutes: 15,
      },
    ),
    staleRule(300, 'low'),
  ],
  hints: ['supply', 'supply air', 'supply temperature', 'supply air temperature', 'inblaas', 'toevoer'],
});

export const batteryRoomTemperature = defineQuantity({
  ...base,
  id: 'battery-room-temperature',
  name: { en: 'battery room temperature', nl: 'temperatuur accuruimte' },
  plausible: [-20, 70],
  step: 5,
  deadband: 0.1,
  intervalSeconds: 60,
  staleSeconds: 300,
  headline: true,
  defaults: [
    limitRule(
      {
        low: { warning: 15, critical: 10 },
        high: { warning: 25, critical: 30 },
        hysteresis: 0.5,
        dwellSeconds: 300,
        holdOffSeconds: 300,
      },
      {
        priority: 'high',
        cause: {
          en: 'Room cooling or ventilation failed, or charging makes heat.',
          nl: 'Koeling of ventilatie van de ruimte is uitgevallen, of het laden geeft warmte.',
        },
        consequence: {
          en: 'Lead batteries lose half their life for every 10 °C more, and capacity when cold.',
          nl: 'Loodaccu’s verliezen de helft van hun levensduur per 10 °C meer, en capaciteit bij kou.',
        },
        response: {
          en: 'Restore cooling; check charger mode and battery temperatures.',
          nl: 'Herstel de koeling; controleer de laadmodus en de accutemperaturen.',
        },
        respondWithinMinutes: 60,
      },
    ),
    staleRule(300, 'low'),
  ],
  hints: ['battery room', 'battery room temperature', 'accuruimte'],
});

const technicalRoom = {
  ...base,
  plausible: [-20, 80],
  step: 10,
  deadband: 0.2,
  intervalSeconds: 60,
  staleSeconds: 300,
} as const;

const technicalRoomRule = limitRule(
  {
    low: { warning: 10, critical: 5 },
    high: { warning: 30, critical: 40 },
    hysteresis: 1,
    dwellSeconds: 120,
    holdOffSeconds: 120,
  },
  {
    priority: 'high',
    cause: { en: 'Cooling of the technical room failed.', nl: 'De koeling van de technische ruimte is uitgevallen.' },
    consequence: { en: 'UPS modules reduce power or go to bypass.', nl: 'UPS-modules verminderen vermogen of gaan naar bypass.' },
    response: {
      en: 'Restore cooling, open the door to a cool room, watch the UPS temperature.',
      nl: 'Herstel de koeling, open de deur naar een koele ruimte, let op de UPS-temperatuur.',
    },
    respondWithinMinutes: 30,
  },
);

export const upsRoomTemperature = defineQuantity({
  ...technicalRoom,
  id: 'ups-room-temperature',
  name: { en: 'UPS room temperature', nl: 'temperatuur UPS-ruimte' },
  headline: true,
  defaults: [technicalRoomRule, staleRule(300, 'low')],
  hints: ['ups room', 'ups room temperature', 'switch room', 'ambient temperature'],
});

export const roomTemperature = defineQuantity({
  ...technicalRoom,
  id: 'room-temperature',
  name: { en: 'room temperature', nl: 'ruimtetemperatuur' },
  defaults: [technicalRoomRule, staleRule(300, 'low')],
  hints: ['room', 'room temperature', 'ruimte', 'ruimtetemperatuur'],
});

export const outdoorTemperature = defineQuantity({
  ...base,
  id: 'outdoor-temperature',
  name: { en: 'outdoor temperature', nl: 'buitentemperatuur' },
  plausible: [-50, 60],
  step: 15,
  deadband: 0.2,
  intervalSeconds: 300,
  staleSeconds: 1800,
  defaults: [],
  hints: ['outdoor', 'outside', 'outdoor temperature', 'buiten', 'buitentemperatuur'],
});

export const surfaceTemperature = defineQuantity({
  ...base,
  id: 'surface-temperature',
  name: { en: 'surface temperature', nl: 'oppervlaktetemperatuur' },
  plausible: [-20, 90],
  step: 10,
  deadband: 0.1,
  intervalSeconds: 60,
  staleSeconds: 300,
  defaults: [staleRule(300, 'low')],
  hints: ['surface', 'surface temperature', 'pipe', 'pipe temperature', 'leiding'],
});

const water = { ...base, plausible: [-20, 95], step: 10, deadband: 0.1, intervalSeconds: 60, staleSeconds: 300 } as const;

export const supplyWaterTemperature = defineQuantity({
  ...water,
  id: 'supply-water-temperature',
  name: { en: 'supply water temperature', nl: 'aanvoertemperatuur water' },
  defaults: [
    limitRule(
      {
        low: { warning: 5, critical: 3 },
        high: { warning: 20, critical: 25 },
        hysteresis: 0.5,
        dwellSeconds: 120,
        holdOffSeconds: 120,
      },
      {
        priority: 'high',
        cause: { en: 'Chiller stopped or its set point changed.', nl: 'Koelmachine gestopt of instelwaarde gewijzigd.' },
        consequence: {
          en: 'All water-cooled units lose capacity together.',
          nl: 'Alle watergekoelde units verliezen samen capaciteit.',
        },
        response: {
          en: 'Check chillers and pumps; start the standby chiller.',
          nl: 'Controleer koelmachines en pompen; start de reservemachine.',
        },
        respondWithinMinutes: 10,
      },
    ),
    staleRule(300, 'medium'),
  ],
  hints: ['supply water', 'supply water temperature', 'chilled water supply', 'aanvoer water', 'chw supply'],
});

export const returnWaterTemperature = defineQuantity({
  ...water,
  id: 'return-water-temperature',
  name: { en: 'return water temperature', nl: 'retourtemperatuur water' },
  defaults: [staleRule(300, 'low')],
  hints: ['return water', 'return water temperature', 'chilled water return', 'retour water', 'chw return'],
});

export const temperatureSetpoint = defineQuantity({
  ...base,
  id: 'temperature-setpoint',
  family: 'setpoint',
  name: { en: 'temperature set point', nl: 'instelwaarde temperatuur' },
  plausible: [-20, 60],
  deadband: 0.1,
  intervalSeconds: 300,
  staleSeconds: 1800,
  defaults: [],
  hints: ['setpoint', 'set point', 'instelwaarde', 'sollwert'],
});
