import type { ReactNode } from 'react';

/** Wall displays: tokens.css and nothing else, so that the first picture is small. The page brings words and stream. */
export default function WallLayout({ children }: { readonly children: ReactNode }) {
  return children;
}
