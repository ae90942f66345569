import type { Post } from '../../usecases/ports.ts';
import type { View } from '../blocks.ts';
import { alertView } from './alert.ts';
import { dayOneView } from './day-one.ts';
import { detailsView } from './details.ts';
import { digestView } from './digest.ts';
import { lateDataView } from './late-data.ts';
import { noteView } from './note.ts';
import { restView } from './rest.ts';

/** The looks of whatever the outbox has to say. @param zone for the times in it */
export function postView(post: Post, zone: string): View {
  switch (post.kind) {
    case 'alert':
      return alertView({ ...post, zone });
    case 'details':
      return detailsView({ ...post, zone });
    case 'note':
      return noteView(post);
    case 'rest':
      return restView(post.incidents, post.accountNames);
    case 'late-data':
      return lateDataView(post.late, zone);
    case 'digest':
      return digestView(post.digest, zone);
    case 'day-one':
      return dayOneView(post.dayOne);
  }
}
