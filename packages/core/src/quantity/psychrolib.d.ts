/** The part of psychrolib (ASHRAE Handbook, Fundamentals 2017, chapter 1) that Wachter uses. It ships no types of its own. */
declare module 'psychrolib' {
  interface Psychrometrics {
    readonly SI: number;
    SetUnitSystem(system: number): void;
    /** °C and a fraction 0 to 1 in; °C out. Below 0.01 °C the result is the frost point. */
    GetTDewPointFromRelHum(dryBulbC: number, relativeHumidity: number): number;
  }
  const psychrolib: Psychrometrics;
  export default psychrolib;
}
