import { defineWords } from '../define-words.ts';

export const demo = defineWords({
  en: {
    titleCalm: 'The demo site runs calmly',
    titlePlaying: 'The demo site plays: {name}',
    hint: 'These scenarios move the simulated site only. They send the same messages as real devices would.',
    play: 'Start',
    stop: 'Back to calm',
    noSimulator: 'The simulator does not answer',
    noSimulatorHint: 'It runs with the demo site only. The launcher starts it again by itself when it ended.',
    atOnce: 'at once',
    after: 'after {time}',
  },
  nl: {
    titleCalm: 'De demolocatie draait rustig',
    titlePlaying: 'De demolocatie speelt: {name}',
    hint: 'Deze scenario’s bewegen alleen de gesimuleerde locatie. Ze zenden dezelfde berichten als echte apparaten.',
    play: 'Starten',
    stop: 'Terug naar rust',
    noSimulator: 'De simulator antwoordt niet',
    noSimulatorHint: 'Hij draait alleen bij de demolocatie. De starter start hem vanzelf opnieuw als hij eindigde.',
    atOnce: 'meteen',
    after: 'na {time}',
  },
});
