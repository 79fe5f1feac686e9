'use client';
import { createContext, useContext } from 'react';

const BrokerAddress = createContext('mqtt://127.0.0.1:1883');

/** Where devices reach the broker, as the server was told. */
export const BrokerAddressProvider = BrokerAddress.Provider;
export const useBrokerAddress = (): string => useContext(BrokerAddress);
