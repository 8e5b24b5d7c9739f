/** The archive's format, loaded when it is first asked for; what fails is asked for anew the next time. */
import { Failure } from '#src/domain/problem.ts';

export async function archiveFormat() {
  return import('#src/formats/archive.ts').catch(() => {
    throw new Failure({ code: 'part-not-loaded' });
  });
}
