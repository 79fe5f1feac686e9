'use client';
import type { Quantity } from '@wachter/core';
import { createContext, type ReactNode, useContext } from 'react';

const CatalogueContext = createContext<ReadonlyMap<string, Quantity>>(new Map());

interface CatalogueProviderProps {
  readonly quantities: ReadonlyMap<string, Quantity>;
  readonly children: ReactNode;
}

/** Hands the catalogue of quantities to client leaves once, so that no bundle carries it. Default rules are left out. */
export function CatalogueProvider({ quantities, children }: CatalogueProviderProps) {
  return <CatalogueContext value={quantities}>{children}</CatalogueContext>;
}

export const useQuantities = (): ReadonlyMap<string, Quantity> => useContext(CatalogueContext);

/** Null while a point is not yet approved or its quantity is unknown. */
export function useQuantity(id: string | null): Quantity | null {
  const quantities = useContext(CatalogueContext);
  return id === null ? null : (quantities.get(id) ?? null);
}
