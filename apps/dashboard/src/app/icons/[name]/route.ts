import { type AppIcon, appIcon } from '../../../server/app-icon.ts';

const icons: Readonly<Record<string, AppIcon>> = {
  '180.png': { size: 180, isMaskable: true },
  '192.png': { size: 192, isMaskable: false },
  '512.png': { size: 512, isMaskable: false },
  'maskable-512.png': { size: 512, isMaskable: true },
};

/** Drawn when asked for; a browser asks once. */
export async function GET(_: Request, { params }: { readonly params: Promise<{ readonly name: string }> }): Promise<Response> {
  const { name } = await params;
  const icon = Object.hasOwn(icons, name) ? icons[name] : undefined;
  if (!icon) return new Response(null, { status: 404 });
  return new Response(appIcon(icon), { headers: { 'content-type': 'image/png' } });
}
