/** What a print of the page comes to. */
import type { Page } from '@playwright/test';

/** The pages of a PDF: each is an object of its own. */
export async function pagesOn(page: Page, format: 'A4' | 'Letter'): Promise<number> {
  const pdf = (await page.pdf({ format })).toString('latin1');
  return pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}
