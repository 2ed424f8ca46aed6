// One replica of src/serving/pool once more, in C++, to see what the language costs: functions and fields bear the names of the TypeScript's.
// Here are continuous batching, chunked prompts and first come, first served. Left out, since the bench does not use them: power caps,
// closed batches, ordered queues, finite attention windows, users who wait for an end. The cost table comes filled.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <vector>

constexpr double TICKS_PER_SECOND = 4398046511104.0;  // 2^42
constexpr double LONGEST_STEP = 4503599627370496.0;   // 2^52
constexpr double NEVER = std::numeric_limits<double>::infinity();
constexpr int NONE = -1, BLOCK = 16, BLOCK_BITS = 4, FIRST_CELL = 1023 << 4, TOKEN_SLOTS = 1 << 14, PREEMPTION = 256, STEP_LIMIT = 1 << 30;

// In the order of COUNTERS in spec.ts.
enum Counter {
  ARRIVED, FINISHED, REFUSED, PREEMPTED, PROMPT_TOKENS, RECOMPUTED_TOKENS, OUTPUT_TOKENS, STEPS, DECODE_TICKS, PREFILL_TICKS, IDLE_TICKS,
  DECODE_JOULES, PREFILL_JOULES, IDLE_JOULES, BATCH_TICKS, WAITING_TICKS, BLOCK_TICKS, COUNTERS
};
enum class Plan { idle, decode, mixed, none };

[[noreturn]] inline void fail(const char* reason) { std::fprintf(stderr, "%s\n", reason); std::exit(1); }

inline int blocksFor(int tokens) { return (tokens + BLOCK - 1) >> BLOCK_BITS; }

// Math.round: halves go up.
inline double rounded(double x) { const double below = std::floor(x); return x - below >= 0.5 ? below + 1 : below; }

struct Request { double id, arrival, first, last; int prompt, output, owner, window, generated, seen, next, tags; };
static_assert(sizeof(Request) == 64, "one cache line");

struct Requests {
  std::vector<Request> rows;
  int free = NONE;

  int take() {
    if (free == NONE) grow();
    const int row = free;
    Request& request = rows[row];
    free = request.next;
    request.first = request.last = NONE;
    request.generated = request.seen = 0;
    request.next = NONE;
    return row;
  }
  void release(int row) { rows[row].next = free; free = row; }
  int length(int row) const { return rows[row].prompt + rows[row].generated; }
  void grow() {
    const int from = static_cast<int>(rows.size()), to = std::max(256, 2 * from);
    rows.resize(to);
    for (int row = to - 1; row >= from; row--) release(row);
  }
};

struct Slot { int row, base, older, younger; };

struct Replica {
  int depth = 0, batch = 0, freeBlocks = 0, youngest = NONE, readHead = NONE, readTail = NONE, readCount = 0, partial = NONE, partialDone = 0;
  int doneHead = NONE, doneTail = NONE, outstanding = 0, planSteps = 0, waiting = 0, front = NONE, head = NONE, tail = NONE;
  Plan planKind = Plan::idle;
  int residues[BLOCK] = {};
  double clock = 0, planEnd = NEVER, planTicks = 0, planTicksGrowth = 0, planJoules = 0, planJoulesGrowth = 0;
  double planPrefillTicks = 0, planPrefillJoules = 0, waitingSince = 0, contexts = 0;
  double counted[COUNTERS] = {};
};

struct Chunks { int tokens, finished; double pairs, pairsPerLength; };

// The uncapped power state of CostTable, as the TypeScript filled it.
struct CostTable {
  std::vector<double> terms, pieces, byTokens, byRows;
  std::vector<int> rows, cells, tokensAt;
  double slope, jouleQuantum, peak, idle, ticks = 0, joules = 0;
  int width;

  int piece(int batch, double attention) const {
    uint64_t bits;
    std::memcpy(&bits, &attention, sizeof bits);
    const uint32_t high = bits >> 32;
    const int cell = high == 0 ? 0 : static_cast<int>(high >> 16) - FIRST_CELL + 1;
    const int row = rows[batch];
    int piece = row < 0 ? -1 : cells[row + cell];
    if (piece < 0) fail("a decode step that the TypeScript never priced");
    while (attention >= pieces[piece]) piece += width;
    return piece;
  }
  // The draw law of test/serving/synthetic-step.ts.
  double draw(double compute, double memory) const {
    return peak * std::min(1.0, 0.4 + 0.9 * std::sqrt(std::max(0.0, compute)) + 0.28 * memory);
  }
  void mixed(int decode, double contexts, const Chunks& chunks) {
    const int tokens = decode + chunks.tokens, head = decode + chunks.finished, slot = tokens & (TOKEN_SLOTS - 1);
    if (tokensAt[slot] != tokens || std::isnan(byRows[3 * head])) fail("a mixed step that the TypeScript never priced");
    double seconds = byTokens[3 * slot] + byRows[3 * head] + terms[0];
    double compute = byTokens[3 * slot + 1] + byRows[3 * head + 1] + terms[1];
    double memory = byTokens[3 * slot + 2] + byRows[3 * head + 2] + terms[2];
    if (decode > 0) {
      seconds += terms[3];
      compute += terms[4];
      memory += terms[5];
    }
    const double context = decode > 0 ? contexts : 0;
    seconds += terms[6] * context + terms[9] * chunks.pairs + terms[12] * chunks.pairsPerLength;
    compute += terms[7] * context + terms[10] * chunks.pairs + terms[13] * chunks.pairsPerLength;
    memory += terms[8] * context + terms[11] * chunks.pairs + terms[14] * chunks.pairsPerLength;
    const double time = std::min(LONGEST_STEP, seconds * TICKS_PER_SECOND);
    joules = rounded(draw(compute / seconds, memory / seconds) * time / TICKS_PER_SECOND / jouleQuantum);
    ticks = std::max(1.0, rounded(time));
  }
};

struct Settings { int replicas, maxBatch, tokenBudget, capacity, fixedBlocks, maxContext, longestOutput, keyBits, rebaseAfter; double windowTicks; };

struct GroupState : Settings {
  CostTable table;
  Requests requests;
  std::vector<Replica> records;
  std::vector<Slot> slots;
  std::vector<int> freeSlots, finishes;
  Chunks chunks = {};
  int window = 0, slotMask;

  GroupState(const Settings& settings, const CostTable& filled) : Settings(settings), table(filled), records(replicas), slots(replicas * maxBatch),
      freeSlots(replicas * maxBatch), finishes(replicas * maxBatch), slotMask((1 << keyBits) - 1) {
    for (Replica& a : records) a.freeBlocks = capacity;
    for (size_t slot = 0; slot < freeSlots.size(); slot++) freeSlots[slot] = static_cast<int>(slot) % maxBatch;
  }
  int members(const Replica& a) const { return a.batch + a.readCount + (a.partial == NONE ? 0 : 1); }
  int blocksDue(const Replica& a) const { return a.residues[-a.depth & (BLOCK - 1)]; }
  double sinceArrival(const Request& request, double now) const { return now - request.arrival + (window - request.window) * windowTicks; }
};

// step-heap.ts
inline void pushKey(int* keys, int size, int key) {
  int at = size;
  while (at > 0) {
    const int parent = (at - 1) >> 1;
    if (keys[parent] <= key) break;
    keys[at] = keys[parent];
    at = parent;
  }
  keys[at] = key;
}

inline void sinkKey(int* keys, int size, int place, int key) {
  for (;;) {
    int child = 2 * place + 1;
    if (child >= size) break;
    if (child + 1 < size && keys[child + 1] < keys[child]) child++;
    if (keys[child] >= key) break;
    keys[place] = keys[child];
    place = child;
  }
  if (place < size) keys[place] = key;
}

inline void removeSlot(int* keys, int size, int slot, int mask) {
  int at = 0;
  while ((keys[at] & mask) != slot) at++;
  if (at == size - 1) return;
  const int last = keys[size - 1];
  sinkKey(keys, size - 1, at, last);
  if (keys[at] == last) pushKey(keys, at, last);
}

// sequence.ts
inline void join(GroupState& g, int r, int row, int stored) {
  Replica& a = g.records[r];
  const int first = r * g.maxBatch, slot = g.freeSlots[first + g.maxBatch - 1 - a.batch], base = stored - a.depth;
  const int finish = a.depth + g.requests.rows[row].output - g.requests.rows[row].generated;
  pushKey(&g.finishes[first], a.batch++, (finish << g.keyBits) | slot);
  a.residues[base & (BLOCK - 1)]++;
  g.slots[first + slot] = {row, base, a.youngest, NONE};
  if (a.youngest != NONE) g.slots[first + a.youngest].younger = slot;
  a.youngest = slot;
  a.contexts += stored + 1;
}

inline int leave(GroupState& g, int r, int slot) {
  Replica& a = g.records[r];
  const int first = r * g.maxBatch;
  const Slot left = g.slots[first + slot];
  const int stored = left.base + a.depth;
  g.freeSlots[first + g.maxBatch - 1 - --a.batch] = slot;
  a.residues[left.base & (BLOCK - 1)]--;
  a.freeBlocks += blocksFor(stored) + g.fixedBlocks;
  if (left.older != NONE) g.slots[first + left.older].younger = left.younger;
  if (left.younger != NONE) g.slots[first + left.younger].older = left.older;
  else a.youngest = left.older;
  a.contexts -= stored + 1;
  return left.row;
}

inline int popFinish(GroupState& g, int r) {
  int* keys = &g.finishes[r * g.maxBatch];
  const int slot = keys[0] & g.slotMask, size = g.records[r].batch - 1;
  sinkKey(keys, size, 0, keys[size]);
  return leave(g, r, slot);
}

inline void preemptYoungest(GroupState& g, int r) {
  Replica& a = g.records[r];
  int row = a.partial;
  if (row != NONE) {
    a.freeBlocks += blocksFor(g.requests.length(row)) + g.fixedBlocks;
    g.requests.rows[row].seen = std::max(g.requests.rows[row].seen, a.partialDone);
    a.partial = NONE;
  } else {
    const int slot = a.youngest, base = g.slots[r * g.maxBatch + slot].base;
    removeSlot(&g.finishes[r * g.maxBatch], a.batch, slot, g.slotMask);
    row = leave(g, r, slot);
    g.requests.rows[row].generated = base + a.depth + 1 - g.requests.rows[row].prompt;
    g.requests.rows[row].seen = g.requests.length(row);
  }
  g.requests.rows[row].tags += PREEMPTION;
  a.counted[PREEMPTED]++;
  a.waiting++;
  g.requests.rows[row].next = a.front;
  a.front = row;
}

inline void rebase(GroupState& g, int r) {
  Replica& a = g.records[r];
  const int shift = a.depth & -BLOCK, first = r * g.maxBatch;
  for (int at = 0; at < a.batch; at++) {
    g.slots[first + (g.finishes[first + at] & g.slotMask)].base += shift;
    g.finishes[first + at] -= shift << g.keyBits;
  }
  a.depth -= shift;
}

inline void end(GroupState& g, Replica& a, int row) {
  a.outstanding--;
  g.requests.rows[row].next = NONE;
  (a.doneHead == NONE ? a.doneHead : g.requests.rows[a.doneTail].next) = row;
  a.doneTail = row;
}

inline void finish(GroupState& g, Replica& a, int row, double now) {
  g.requests.rows[row].last = g.sinceArrival(g.requests.rows[row], now);
  a.counted[FINISHED]++;
  end(g, a, row);
}

// decode.ts
inline double span(double ticks, double growth, double k) { return k * ticks + growth * ((k * (k - 1)) / 2); }

inline double stepsToReach(double ticks, double growth, double needed) {
  const double linear = ticks - growth / 2;
  double k = std::ceil((2 * needed) / (linear + std::sqrt(linear * linear + 2 * growth * needed)));
  if (!(k >= 1)) k = 1;
  while (span(ticks, growth, k) < needed) k++;
  while (k > 1 && span(ticks, growth, k - 1) >= needed) k--;
  return k;
}

inline int blocksTaken(const Replica& a, int k) {
  int blocks = (k >> BLOCK_BITS) * a.batch;
  for (int step = k & (BLOCK - 1); step > 0; step--) blocks += a.residues[-(a.depth + step - 1) & (BLOCK - 1)];
  return blocks;
}

inline int stepsThatFit(const Replica& a, int k) {
  int steps = a.freeBlocks / a.batch * BLOCK, left = a.freeBlocks % a.batch;
  while (steps < k) {
    left -= a.residues[-(a.depth + steps) & (BLOCK - 1)];
    if (left < 0) break;
    steps++;
  }
  return steps;
}

inline int priceDecode(const GroupState& g, Replica& a) {
  const double attention = g.table.slope * a.contexts, attentionGrowth = g.table.slope * a.batch;
  const double* piece = &g.table.pieces[g.table.piece(a.batch, attention)];
  a.planTicks = piece[1] + piece[3] * a.contexts;
  a.planTicksGrowth = piece[3] * a.batch;
  a.planJoules = piece[2] + piece[4] * a.contexts;
  a.planJoulesGrowth = piece[4] * a.batch;
  if (attentionGrowth == 0) return STEP_LIMIT;
  return static_cast<int>(std::min<double>(STEP_LIMIT, std::floor((piece[0] - 1 - attention) / attentionGrowth) + 1));
}

inline void planDecode(GroupState& g, int r, int most) {
  Replica& a = g.records[r];
  int k = std::min({(g.finishes[r * g.maxBatch] >> g.keyBits) - a.depth, priceDecode(g, a), most});
  if (static_cast<int64_t>((k + BLOCK - 1) >> BLOCK_BITS) * a.batch > a.freeBlocks) k = stepsThatFit(a, k);
  double finish = a.clock + span(a.planTicks, a.planTicksGrowth, k);
  if (finish > g.windowTicks) {
    k = static_cast<int>(stepsToReach(a.planTicks, a.planTicksGrowth, g.windowTicks - a.clock));
    finish = a.clock + span(a.planTicks, a.planTicksGrowth, k);
  }
  a.planKind = Plan::decode;
  a.planSteps = k;
  a.planEnd = finish;
}

inline void truncate(Replica& a, double instant) {
  if (a.planSteps == 1 || a.planEnd <= instant) return;
  const double k = stepsToReach(a.planTicks, a.planTicksGrowth, instant - a.clock);
  if (k >= a.planSteps) return;
  a.planSteps = static_cast<int>(k);
  a.planEnd = a.clock + span(a.planTicks, a.planTicksGrowth, k);
}

inline int advance(Replica& a, int k) {
  const int blocks = blocksTaken(a, k);
  a.freeBlocks -= blocks;
  a.depth += k;
  a.contexts += static_cast<double>(k) * a.batch;
  a.counted[OUTPUT_TOKENS] += static_cast<double>(k) * a.batch;
  return blocks;
}

inline void finishDue(GroupState& g, int r, double now) {
  Replica& a = g.records[r];
  while (a.batch > 0 && g.finishes[r * g.maxBatch] >> g.keyBits == a.depth) finish(g, a, popFinish(g, r), now);
}

inline void settleDecode(GroupState& g, int r, int k) {
  Replica& a = g.records[r];
  const double time = span(a.planTicks, a.planTicksGrowth, k), held = g.capacity - a.freeBlocks;
  a.counted[STEPS] += k;
  a.counted[DECODE_TICKS] += time;
  a.counted[DECODE_JOULES] += span(a.planJoules, a.planJoulesGrowth, k);
  a.counted[BATCH_TICKS] += a.batch * time;
  a.counted[BLOCK_TICKS] += (held + advance(a, k) / 2.0) * time;
  a.clock += time;
  a.planTicks += k * a.planTicksGrowth;
  a.planJoules += k * a.planJoulesGrowth;
  a.planSteps -= k;
  finishDue(g, r, a.clock);
}

// prompt.ts
inline void settleWaiting(Replica& a, double now) {
  a.counted[WAITING_TICKS] += a.waiting * (now - a.waitingSince);
  a.waitingSince = now;
}

inline void readChunk(GroupState& g, Replica& a, int row, int done, int count) {
  Request& request = g.requests.rows[row];
  const int reach = done + count, again = std::max(0, std::min(request.seen, reach) - done);
  a.counted[PROMPT_TOKENS] += count - again;
  a.counted[RECOMPUTED_TOKENS] += again;
  g.chunks.tokens += count;
  const double pairs = static_cast<double>(count) * done + (static_cast<double>(count) * (count + 1.0)) / 2;
  g.chunks.pairs += pairs;
  g.chunks.pairsPerLength += pairs / reach;
  if (reach < g.requests.length(row)) {
    a.partial = row;
    a.partialDone = reach;
    return;
  }
  g.chunks.finished++;
  (a.readHead == NONE ? a.readHead : g.requests.rows[a.readTail].next) = row;
  a.readTail = row;
  request.next = NONE;
  a.readCount++;
}

inline void admit(GroupState& g, Replica& a, int budget, int reserved) {
  for (;;) {
    const int row = a.front == NONE ? a.head : a.front;
    if (row == NONE || g.members(a) >= g.maxBatch) return;
    const int length = g.requests.length(row), left = budget - g.chunks.tokens;
    if (left <= 0 || blocksFor(length + 1) + g.fixedBlocks > a.freeBlocks - reserved) return;
    settleWaiting(a, a.clock);
    a.waiting--;
    (a.front == NONE ? a.head : a.front) = g.requests.rows[row].next;
    g.requests.rows[row].next = NONE;
    a.freeBlocks -= blocksFor(length) + g.fixedBlocks;
    readChunk(g, a, row, 0, std::min(length, left));
    if (a.partial != NONE) return;
  }
}

inline void continuePartial(GroupState& g, Replica& a, int budget) {
  const int row = a.partial;
  if (row == NONE) return;
  a.partial = NONE;
  readChunk(g, a, row, a.partialDone, std::min(g.requests.length(row) - a.partialDone, budget));
}

inline void planMixed(GroupState& g, Replica& a) {
  g.table.mixed(a.batch, a.contexts, g.chunks);
  double ticks = g.table.ticks, joules = g.table.joules;
  a.planTicks = a.planJoules = 0;
  if (a.batch > 0) {
    priceDecode(g, a);
    ticks = std::max(ticks, a.planTicks);
    joules = std::max(joules, a.planJoules);
  }
  a.planPrefillTicks = ticks - a.planTicks;
  a.planPrefillJoules = joules - a.planJoules;
  a.planKind = Plan::mixed;
  a.planSteps = 1;
  a.planEnd = a.clock + ticks;
}

inline void settleMixed(GroupState& g, int r) {
  Replica& a = g.records[r];
  const double time = a.planTicks + a.planPrefillTicks, held = g.capacity - a.freeBlocks, now = a.planEnd;
  a.counted[STEPS]++;
  a.counted[DECODE_TICKS] += a.planTicks;
  a.counted[PREFILL_TICKS] += a.planPrefillTicks;
  a.counted[DECODE_JOULES] += a.planJoules;
  a.counted[PREFILL_JOULES] += a.planPrefillJoules;
  a.counted[BATCH_TICKS] += g.members(a) * time;
  a.counted[BLOCK_TICKS] += (held + advance(a, 1) / 2.0) * time;
  a.clock = now;
  finishDue(g, r, now);
  a.counted[OUTPUT_TOKENS] += a.readCount;
  int reader = a.readHead;
  a.readHead = NONE;
  a.readCount = 0;
  while (reader != NONE) {
    Request& request = g.requests.rows[reader];
    const int row = reader, stored = g.requests.length(row);
    reader = request.next;
    request.generated++;
    if (request.first == NONE) request.first = g.sinceArrival(request, now);
    if (request.generated == request.output) {
      a.freeBlocks += blocksFor(stored) + g.fixedBlocks;
      finish(g, a, row, now);
    } else join(g, r, row, stored);
  }
}
