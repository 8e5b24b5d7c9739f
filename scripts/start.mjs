/**
 * `npm start`: builds Parley, serves the build, and prints its address. Every address that is not a file
 * answers with the page itself, so that a shared link opens.
 */
import { build, preview } from 'vite';

await build({ logLevel: 'warn' });
const server = await preview({ logLevel: 'warn' });
console.log(`Parley is at ${server.resolvedUrls?.local[0]}`);
