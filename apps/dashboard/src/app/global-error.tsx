'use client';
import '../ui/tokens.css';
import '../ui/base.css';
import { PageError } from '../ui/page-error.client.tsx';

export default function GlobalError(props: { readonly error: Error & { readonly digest?: string }; readonly reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <PageError {...props} />
      </body>
    </html>
  );
}
