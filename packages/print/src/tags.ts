import type { Pdf } from './sheet.ts';

/** Names of structure that readers know (PDF 1.7, 14.8.4). */
type Tag = 'Document' | 'Sect' | 'H1' | 'H2' | 'H3' | 'P' | 'L' | 'LI' | 'LBody' | 'Table' | 'TR' | 'TH' | 'TD' | 'Figure';

/** A part of the document's structure. */
export interface Part {
  readonly tag: Tag;
  readonly element: ReturnType<Pdf['struct']>;
}

interface PartOptions {
  readonly alt?: string;
  readonly title?: string;
  readonly scope?: 'Column' | 'Row';
}

/** The whole document; everything else is a part of it. */
export function root(pdf: Pdf): Part {
  const element = pdf.struct('Document');
  pdf.addStructure(element);
  return { tag: 'Document', element };
}

export function part(pdf: Pdf, parent: Part, tag: Tag, options: PartOptions = {}): Part {
  const element = structOf(pdf, tag, options);
  parent.element.add(element);
  return { tag, element };
}

/** Safe because pdfkit reads `scope`, which its types lack. */
const structOf = (pdf: Pdf, tag: string, options: object): Part['element'] =>
  pdf.struct(tag, options as Parameters<Pdf['struct']>[1]);

/** What `draw` puts on the page is the content of the part. It must stay on one page. */
export function content(pdf: Pdf, { tag, element }: Part, draw: () => void): void {
  const marked = pdf.markStructureContent(tag);
  draw();
  pdf.endMarkedContent();
  element.add(marked);
}

/** What `draw` puts on the page says nothing: lines, repeated heads, page numbers. */
export function artifact(pdf: Pdf, type: 'Layout' | 'Pagination', draw: () => void): void {
  pdf.markContent('Artifact', { type });
  draw();
  pdf.endMarkedContent();
}
