/**
 * Lets the process outlive whoever reads its standard output and error: `billhook sync | head -1` reads the whole bill, and a
 * bot goes on. Output that is lost otherwise, on a full disk for instance, is a failure.
 */
export function outliveReaders(): void {
  process.stderr.on('error', () => {});
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    console.error(`Standard output cannot be written: ${error.message}`);
    process.exitCode = 1;
  });
}
