type Words = Readonly<Record<string, string | string[] | undefined>>;

/** What the framework gives to a page. Its own generated type exists only after a build; a fresh clone is checked before one. */
export interface PageProps<Params extends object = object, Search extends Words = Words> {
  readonly params: Promise<Params>;
  readonly searchParams: Promise<Search>;
}
