/**
 * The domain alone, in the browser, built as the product is: folding a log from nothing and jumping to other
 * dates. A fresh page each run, so the code is as cold as after a visit. Once the page has a control for the
 * date, its own jump to paint belongs in `asOf`, and what is here becomes an extra figure.
 */
import type { BrowserContext } from '@playwright/test';
import { within } from './browser.ts';
import { medianOf, type Results } from './figures.ts';
import type { Subject } from './opening.ts';

const hundredThousand = 100_000;

export async function measureFold(context: BrowserContext, subject: Subject, results: Results) {
  const page = await context.newPage();
  await page.goto(`${subject.address}bench/fold.html`);
  const measured = await within(
    subject.patience,
    'Folding',
    page.evaluate((dossier) => window.measureFold(dossier), subject.dossier),
  );
  await page.close();
  const per = hundredThousand / measured.events;
  const [first, ...others] = measured.asOf;
  results.add('fold', measured.fold * per);
  results.add('parse', measured.parse * per);
  results.addReference('fold', measured.readJson * per);
  results.addReference('parse', measured.readJson * per);
  results.add('asOf', medianOf(others));
  results.add('asOfBoard', medianOf(measured.asOfBoard.slice(1)));
  results.addReference('asOf', medianOf(measured.lookAtEach));
  if (first !== undefined) results.add('asOfFirst', first);
}
