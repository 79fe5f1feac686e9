import { defineScenario } from './define.ts';

export const gatewayLost = defineScenario({
  name: 'gateway-lost',
  title: { en: 'The power gateway is lost', nl: 'De energiegateway valt weg' },
  description: {
    en: 'The Sparkplug gateway of gensets and transfer switch loses its line for five minutes, and so does the node of one rack, which re-sends its buffer afterwards.',
    nl: 'De Sparkplug-gateway van aggregaten en omschakelaar is vijf minuten zonder verbinding, net als de node van één rack, die daarna zijn buffer nastuurt.',
  },
  steps: [
    {
      atSeconds: 5,
      say: {
        en: 'The line of the gateway and of one rack node is cut.',
        nl: 'De verbinding van de gateway en van één racknode is weg.',
      },
      faults: [
        { device: 'sparkplug-b/rotterdam-1/power', fault: 'drop-out', seconds: 300 },
        { device: 'hall-a-env-a04', fault: 'drop-out', seconds: 300 },
      ],
    },
    { atSeconds: 305, say: { en: 'The lines are back.', nl: 'De verbindingen zijn terug.' } },
  ],
  expects: [
    { kind: 'silence', device: 'sparkplug-b/rotterdam-1/power/genset-1', withinSeconds: 15 },
    { kind: 'silence', device: 'hall-a-env-a04', withinSeconds: 15 },
  ],
});
