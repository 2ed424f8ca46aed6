/** The lessons in the order they are taught. */
import { electricityShareLesson } from './electricity-share.js';
import type { Lesson } from './lesson.js';

export const lessons: readonly Lesson[] = [electricityShareLesson];
