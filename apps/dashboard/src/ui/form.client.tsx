'use client';
import type { ComponentProps } from 'react';

/** A form whose page stays where it is when it is sent. */
export function Form({ onSend, ...rest }: Omit<ComponentProps<'form'>, 'onSubmit'> & { readonly onSend: () => unknown }) {
  return (
    <form
      {...rest}
      onSubmit={(event) => {
        event.preventDefault();
        void onSend();
      }}
    />
  );
}
