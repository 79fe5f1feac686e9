import { headers } from 'next/headers';

const page = (nonce: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="10">
<title>NOT LIVE · Wachter</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">
:root { color-scheme: light dark; font: 1.1rem/1.5 system-ui, sans-serif }
body { box-sizing: border-box; max-width: 34rem; min-height: 100vh; margin: 0 auto; padding: 12vh 1.25rem 2rem }
h1 { margin: 0; padding: 1rem; background: CanvasText; color: Canvas; font-size: 2.4rem; line-height: 1.1 }
a { display: block; margin-top: 2rem; padding: .9rem; border: 2px solid; color: inherit; text-align: center; text-decoration: none }
</style>
<main>
<h1>NOT LIVE<br><span lang="nl">NIET LIVE</span></h1>
<p>There is no connection to Wachter. What is wrong on site now cannot be seen from here; alarms go on without this screen.</p>
<p lang="nl">Er is geen verbinding met Wachter. Wat er nu ter plaatse aan de hand is, is hier niet te zien; alarmen gaan door zonder dit scherm.</p>
<a href="">Try again · <span lang="nl">Opnieuw proberen</span></a>
</main>
`;

/**
 * The only page the service worker keeps. It holds no data, no script and both languages, and asks for the true page again every ten
 * seconds. It is kept together with the policy that names its nonce, so the style applies when it is shown later.
 */
export async function GET(): Promise<Response> {
  const nonce = (await headers()).get('x-nonce') ?? '';
  return new Response(page(nonce), { headers: { 'content-type': 'text/html; charset=utf-8' } });
}
