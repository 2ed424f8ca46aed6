// Serves a trace with the replicas of replica.hpp and writes what each request saw: `engine <trace> <answers>`, both columns of doubles.
// Replicas are independent (round robin) or coupled (the emptier of two). `bench/cpp.ts` writes the trace and checks the answers.
#include <ctime>

#include "replica.hpp"

struct Arrivals { int count; std::vector<double> time, id; std::vector<int> stream, prompt, output; };
struct Finished { double id, arrival, first, last; int stream, replica, prompt, output, window, preemptions; bool refused; };

// boundary.ts
inline void arrive(GroupState& g, Replica& a, const Arrivals& from, int index) {
  const double now = from.time[index];
  const int row = g.requests.take(), prompt = from.prompt[index], output = from.output[index];
  Request& request = g.requests.rows[row];
  request.id = from.id[index];
  request.tags = from.stream[index];
  request.prompt = prompt;
  request.output = output;
  request.owner = NONE;
  request.window = g.window;
  request.arrival = now;
  a.counted[ARRIVED]++;
  a.outstanding++;
  if (prompt + output > g.maxContext || blocksFor(prompt + output) + g.fixedBlocks > g.capacity || output > g.longestOutput) {
    a.counted[REFUSED]++;
    end(g, a, row);
    return;
  }
  settleWaiting(a, now);
  if (a.planKind == Plan::decode) {
    if (a.front == NONE && a.waiting == 0 && a.batch < g.maxBatch) truncate(a, now);
  } else if (a.planKind == Plan::idle) a.planEnd = now;
  a.waiting++;
  (a.head == NONE ? a.head : g.requests.rows[a.tail].next) = row;
  a.tail = row;
}

inline void idleUntil(Replica& a, double now) {
  a.counted[IDLE_TICKS] += now - a.clock;
  a.clock = now;
}

inline void settle(GroupState& g, int r) {
  Replica& a = g.records[r];
  if (a.planKind == Plan::decode) settleDecode(g, r, a.planSteps);
  else if (a.planKind == Plan::mixed) settleMixed(g, r);
  else idleUntil(a, a.planEnd);
  a.planKind = Plan::none;
}

inline bool makeRoom(GroupState& g, int r) {
  Replica& a = g.records[r];
  if (g.blocksDue(a) <= a.freeBlocks) return false;
  settleWaiting(a, a.clock);
  while (g.blocksDue(a) > a.freeBlocks) preemptYoungest(g, r);
  return true;
}

inline void decide(GroupState& g, int r) {
  Replica& a = g.records[r];
  if (a.depth >= g.rebaseAfter) rebase(g, r);
  const bool preempted = a.batch > 0 && makeRoom(g, r);
  if (a.waiting > 0 || a.partial != NONE) {
    g.chunks = {};
    const int budget = g.tokenBudget - a.batch;
    continuePartial(g, a, budget);
    if (!preempted && a.partial == NONE) admit(g, a, budget, g.blocksDue(a));
    if (g.chunks.tokens > 0) return planMixed(g, a);
  }
  if (a.batch == 0) {
    a.planKind = Plan::idle;
    a.planEnd = NEVER;
  } else planDecode(g, r, preempted ? 1 : STEP_LIMIT);
}

inline void closeWindow(GroupState& g, int r) {
  Replica& a = g.records[r];
  if (a.planKind == Plan::idle) idleUntil(a, g.windowTicks);
  else if (a.planKind == Plan::decode && a.planSteps > 1) settleDecode(g, r, a.planSteps - 1);
  settleWaiting(a, g.windowTicks);
  a.waitingSince = 0;
  a.clock -= g.windowTicks;
  a.planEnd -= g.windowTicks;
}

// sink.ts
void collect(GroupState& g, int r, std::vector<Finished>& sink) {
  int row = g.records[r].doneHead;
  g.records[r].doneHead = g.records[r].doneTail = NONE;
  while (row != NONE) {
    const Request& q = g.requests.rows[row];
    const bool refused = q.last == NONE;
    sink.push_back({q.id, q.arrival, refused ? 0 : q.first, refused ? 0 : q.last, q.tags & 255, r, q.prompt, q.output, q.window,
                    std::min(255, q.tags >> 8), refused});
    const int next = q.next;
    g.requests.release(row);
    row = next;
  }
}

// independent.ts
struct Independent {
  int turn = 0;
  std::vector<int> start, order, target;

  void sort(const Arrivals& arrivals, int replicas) {
    start.assign(replicas + 1, 0);
    order.resize(arrivals.count);
    target.resize(arrivals.count);
    for (int index = 0; index < arrivals.count; index++) {
      target[index] = turn;
      start[turn]++;
      turn = turn + 1 == replicas ? 0 : turn + 1;
    }
    int end = 0;
    for (int& place : start) place = end += place;
    for (int index = arrivals.count - 1; index >= 0; index--) order[--start[target[index]]] = index;
  }

  void run(GroupState& g, const Arrivals& arrivals, std::vector<Finished>& sink) {
    sort(arrivals, g.replicas);
    for (int r = 0; r < g.replicas; r++) {
      runReplica(g, r, arrivals, start[r], start[r + 1]);
      closeWindow(g, r);
      collect(g, r, sink);
    }
  }

  void runReplica(GroupState& g, int r, const Arrivals& arrivals, int at, const int to) const {
    Replica& a = g.records[r];
    const auto upcoming = [&] { return at < to ? arrivals.time[order[at]] : NEVER; };
    for (;;) {
      const double end = a.planEnd;
      if (upcoming() < end) {
        arrive(g, a, arrivals, order[at++]);
        continue;
      }
      if (end >= g.windowTicks) return;
      settle(g, r);
      while (upcoming() == end) arrive(g, a, arrivals, order[at++]);
      decide(g, r);
    }
  }
};

// coupled.ts, winner-tree.ts, routers/power-of-two.ts, kernel/keyed.ts
struct Coupled {
  int leaves = 2, seed;
  std::vector<int> winners, outstanding, ended;
  std::vector<double> ends;

  Coupled(int replicas, int seed) : seed(seed), outstanding(replicas), ended(replicas) {
    while (leaves < replicas) leaves *= 2;
    winners.resize(2 * leaves);
    ends.assign(leaves, NEVER);
    for (int leaf = 0; leaf < leaves; leaf++) winners[leaves + leaf] = leaf;
    for (int node = leaves - 1; node > 0; node--) winners[node] = winners[2 * node];
  }

  void set(int replica, double end) {
    ends[replica] = end;
    for (int node = (leaves + replica) >> 1; node > 0; node >>= 1) {
      const int left = winners[2 * node], right = winners[2 * node + 1];
      winners[node] = ends[left] <= ends[right] ? left : right;
    }
  }

  static void threefry(uint32_t key0, uint32_t key1, uint32_t x, uint32_t y, uint32_t into[2]) {
    const uint32_t keys[3] = {key0, key1, 0x1bd11bda ^ key0 ^ key1};
    constexpr int turns[2][4] = {{13, 15, 26, 6}, {17, 29, 16, 24}};
    x += key0;
    y += key1;
    for (int round = 0; round < 5; round++) {
      for (int turn : turns[round & 1]) {
        x += y;
        y = ((y << turn) | (y >> (32 - turn))) ^ x;
      }
      x += keys[(round + 1) % 3];
      y += keys[(round + 2) % 3] + round + 1;
    }
    into[0] = x;
    into[1] = y;
  }

  int pick(const GroupState& g, const Arrivals& from, int index) const {
    if (g.replicas == 1) return 0;
    uint32_t words[2];
    const uint64_t id = static_cast<uint64_t>(from.id[index]);
    threefry(seed, from.stream[index], static_cast<uint32_t>(id), static_cast<uint32_t>(id >> 32), words);
    const int first = static_cast<int>(words[0] * 0x1p-32 * g.replicas), other = static_cast<int>(words[1] * 0x1p-32 * (g.replicas - 1));
    const int second = other < first ? other : other + 1;
    return outstanding[second] < outstanding[first] ? second : first;
  }

  void admit(GroupState& g, const Arrivals& from, int index) {
    const int r = pick(g, from, index);
    const double before = g.records[r].planEnd;
    arrive(g, g.records[r], from, index);
    outstanding[r] = g.records[r].outstanding;
    if (g.records[r].planEnd != before) set(r, g.records[r].planEnd);
  }

  void run(GroupState& g, const Arrivals& open, std::vector<Finished>& sink) {
    for (int r = 0; r < g.replicas; r++) set(r, g.records[r].planEnd);
    int at = 0;
    for (;;) {
      const double next = at < open.count ? open.time[at] : NEVER;
      const int r = winners[1];
      const double end = g.records[r].planEnd;
      if (std::min(next, end) >= g.windowTicks) break;
      if (next < end) admit(g, open, at++);
      else if (end < next) {
        settle(g, r);
        outstanding[r] = g.records[r].outstanding;
        decide(g, r);
        set(r, g.records[r].planEnd);
      } else at = settleTogether(g, end, open, at);
    }
    for (int r = 0; r < g.replicas; r++) {
      closeWindow(g, r);
      collect(g, r, sink);
    }
  }

  int settleTogether(GroupState& g, double now, const Arrivals& open, int at) {
    int count = 0;
    while (g.records[winners[1]].planEnd == now) {
      const int r = winners[1];
      settle(g, r);
      outstanding[r] = g.records[r].outstanding;
      g.records[r].planEnd = NEVER;
      set(r, NEVER);
      ended[count++] = r;
    }
    while (at < open.count && open.time[at] == now) admit(g, open, at++);
    for (int index = 0; index < count; index++) {
      decide(g, ended[index]);
      set(ended[index], g.records[ended[index]].planEnd);
    }
    return at;
  }
};

// group.ts: counters of the window join the totals.
void settleCounters(GroupState& g, std::vector<double>& totals) {
  for (int r = 0; r < g.replicas; r++) {
    double* counted = g.records[r].counted;
    counted[DECODE_JOULES] *= g.table.jouleQuantum;
    counted[PREFILL_JOULES] *= g.table.jouleQuantum;
    counted[IDLE_JOULES] = counted[IDLE_TICKS] / TICKS_PER_SECOND * g.table.idle;
    for (int counter = 0; counter < COUNTERS; counter++) {
      totals[r * COUNTERS + counter] += counted[counter];
      counted[counter] = 0;
    }
  }
}

// Serves the whole trace with one kind of engine; returns processor seconds, and all answers where they are wanted.
template <class Engine>
double serve(GroupState& g, Engine engine, const std::vector<Arrivals>& trace, std::vector<double>* answers) {
  std::vector<Finished> sink;
  std::vector<double> totals(g.replicas * COUNTERS);
  const std::clock_t begin = std::clock();
  for (const Arrivals& arrivals : trace) {
    sink.clear();
    engine.run(g, arrivals, sink);
    settleCounters(g, totals);
    g.window++;
    if (answers != nullptr)
      for (const Finished& row : sink) answers->insert(answers->end(), {static_cast<double>(row.stream), row.id, row.first, row.last});
  }
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  if (answers != nullptr) answers->insert(answers->end(), totals.begin(), totals.end());
  return seconds;
}

struct Reader {
  std::FILE* file;
  double number() {
    double value;
    if (std::fread(&value, sizeof value, 1, file) != 1) fail("the trace ends too early");
    return value;
  }
  int whole() { return static_cast<int>(number()); }
  std::vector<double> column(size_t count) {
    std::vector<double> values(count);
    if (std::fread(values.data(), sizeof(double), count, file) != count) fail("the trace ends too early");
    return values;
  }
  std::vector<double> column() { return column(static_cast<size_t>(number())); }
  std::vector<int> wholes(const std::vector<double>& values) { return std::vector<int>(values.begin(), values.end()); }
};

int main(int, char** names) {
  Reader in{std::fopen(names[1], "rb")};
  if (in.file == nullptr) fail("no trace");
  const bool coupled = in.whole() == 1;
  const int seed = in.whole(), repetitions = in.whole();
  Settings settings;
  for (int* field : {&settings.replicas, &settings.maxBatch, &settings.tokenBudget, &settings.capacity, &settings.fixedBlocks, &settings.maxContext,
                     &settings.longestOutput, &settings.keyBits, &settings.rebaseAfter}) *field = in.whole();
  settings.windowTicks = in.number();
  CostTable table;
  table.width = in.whole();
  for (double* field : {&table.slope, &table.jouleQuantum, &table.peak, &table.idle}) *field = in.number();
  for (auto* column : {&table.terms, &table.pieces, &table.byTokens, &table.byRows}) *column = in.column();
  for (auto* column : {&table.rows, &table.cells, &table.tokensAt}) *column = in.wholes(in.column());
  std::vector<Arrivals> trace(in.whole());
  for (Arrivals& window : trace) {
    window.time = in.column();
    window.count = static_cast<int>(window.time.size());
    window.id = in.column(window.count);
    for (auto* column : {&window.stream, &window.prompt, &window.output}) *column = in.wholes(in.column(window.count));
  }
  const auto once = [&](std::vector<double>* answers) {
    GroupState g(settings, table);
    return coupled ? serve(g, Coupled(g.replicas, seed), trace, answers) : serve(g, Independent(), trace, answers);
  };
  std::vector<double> answers{NEVER};
  once(&answers);
  for (int repetition = 0; repetition < repetitions; repetition++) answers[0] = std::min(answers[0], once(nullptr));
  std::FILE* out = std::fopen(names[2], "wb");
  if (out == nullptr || std::fwrite(answers.data(), sizeof(double), answers.size(), out) != answers.size() || std::fclose(out) != 0)
    fail("the answers could not be written");
}
