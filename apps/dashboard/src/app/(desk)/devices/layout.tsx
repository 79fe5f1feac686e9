import type { ReactNode } from 'react';
import { BrokerAddressProvider } from '../../../features/devices/broker-address.client.ts';
import { env } from '../../../server/log.ts';

/** Pages that may show a credential know where devices reach the broker. */
export default function DevicesLayout({ children }: { readonly children: ReactNode }) {
  return <BrokerAddressProvider value={env().brokerUrl}>{children}</BrokerAddressProvider>;
}
