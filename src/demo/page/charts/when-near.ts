/** How far outside the viewport something counts as near. */
const MARGIN = '400px';
const LONGEST_WAIT_MS = 300;

type Job = () => void;

const jobs = new Map<Element, Job>();
const queue: Job[] = [];
let observer: IntersectionObserver | undefined;

/** Runs a job once an element is near the viewport, one job a task; returns how to call it off. */
export function whenNear(element: Element, job: Job): () => void {
  observer ??= new IntersectionObserver(start, { rootMargin: MARGIN });
  jobs.set(element, job);
  observer.observe(element);
  return () => {
    jobs.delete(element);
    observer?.unobserve(element);
    const at = queue.indexOf(job);
    if (at >= 0) queue.splice(at, 1);
  };
}

function start(entries: readonly IntersectionObserverEntry[]): void {
  for (const { isIntersecting, target } of entries) {
    const job = jobs.get(target);
    if (!isIntersecting || !job) continue;
    jobs.delete(target);
    observer?.unobserve(target);
    queue.push(job);
    if (queue.length === 1) whenIdle(runNext);
  }
}

/** A task of its own for each job, so that several charts at once do not hold up scrolling. */
function runNext(): void {
  queue.shift()?.();
  if (queue.length > 0) whenIdle(runNext);
}

/** Between frames, or soon in any case; at once after the frame where the browser cannot tell. */
function whenIdle(job: Job): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(job, { timeout: LONGEST_WAIT_MS });
  else setTimeout(job);
}
