/* The search of checker/explore in C: the same rows of bits, remembered steps and hash of packed states, from tables that a finished
 * search has written (tables.ts). It lacks what fills the tables; all else is the same algorithm. Prints states, transitions, CPU seconds. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

typedef int32_t i32;
typedef uint32_t u32;
static i32 *in, *end;
static i32 one(void) { if (in >= end) exit(3); return *in++; }
typedef struct { i32 n, *at; } List;
static List list(void) { List l; l.n = one(); l.at = in; in += l.n; return l; }
enum { BATCH = 256, MOST = 4096 };

int main(int argc, char **argv) {
  FILE *f = fopen(argv[1], "rb");
  if (argc < 2 || !f) return 2;
  fseek(f, 0, SEEK_END); long size = ftell(f); rewind(f);
  in = malloc(size); end = in + size / 4;
  if (fread(in, 1, size, f) != (size_t)size) return 2;
  i32 width = one(), B = one(), A = one();
  List initial = list(), word = list(), shift = list(), mask = list(), ids = list();
  i32 W = one();
  List rows[64], starts[64];
  for (int b = 0; b < B; b++) rows[b] = list();
  for (int b = 0; b < B; b++) starts[b] = list();
  i32 W2 = one();
  List rows2[64], starts2[64];
  for (int b = 0; b < B; b++) rows2[b] = list();
  for (int b = 0; b < B; b++) starts2[b] = list();
  i32 ends = one();
  List told = list(), asked = list(), first = list(), bundle = list(), number = list(), ways = list();
  i32 entries[64]; List memo[64];
  for (int b = 0; b < B; b++) { entries[b] = one(); memo[b] = list(); }
  i32 **ask = malloc(A * sizeof *ask);
  for (i32 a = 0, k = 0; a < A; a++) { ask[a] = asked.at + k; k += asked.at[k] + 1; }
  /* ways: of an entry, how many effects must be told, then each effect and its number of ways */
  i32 **way = malloc(bundle.n * sizeof *way);
  for (i32 e = 0, k = 0; e < bundle.n; e++) { way[e] = ways.at + k; k += 2 * ways.at[k] + 1; }
  i32 chosen[1 << 16];
  size_t cap = 1 << 16, tab = 1 << 12, count = 0;
  i32 *store = malloc(cap * width * 4);
  u32 *table = calloc(tab, 4);
  i32 *pend = malloc((BATCH + MOST) * width * 4); u32 hash[BATCH + MOST]; int waiting = 0;
  uint64_t transitions = 0;
#define HASH(w, h) do { u32 x = 0x9e3779b9u; for (int k_ = 0; k_ < width; k_++) { x = (x ^ (u32)(w)[k_]) * 0x85ebca6bu; x ^= x >> 15; x *= 0xc2b2ae35u; } h = x ^ (x >> 16); } while (0)
#define ENTER(w, h) do { u32 m_ = tab - 1, at_ = (h) & m_, t_ = (h) & ~m_; for (;; at_ = (at_ + 1) & m_) { u32 e_ = table[at_]; \
    if (e_ == 0) { memcpy(store + count * width, (w), width * 4); table[at_] = t_ | (u32)++count; break; } \
    if ((e_ & ~m_) == t_ && memcmp(store + ((e_ & m_) - 1) * (size_t)width, (w), width * 4) == 0) break; } } while (0)
  { u32 h; HASH(initial.at, h); ENTER(initial.at, h); }
  for (size_t s = 0; s < count || waiting > 0; s++) {
    if (s < count) {
      i32 *st = store + s * width, num[64];
      for (int b = 0; b < B; b++) num[b] = (u32)st[word.at[b]] >> shift.at[b] & mask.at[b];
      i32 found[MOST]; int n = 0, k = 0, telling = -1, over = 0;
      for (int w = 0; w < W2 && ends > 0; w++) {
        u32 x = -1;
        for (int b = 0; b < B; b++) x &= rows2[b].at[starts2[b].at[num[b]] + w];
        if (w == W2 - 1 && (ends & 31)) x &= (1u << (ends & 31)) - 1;
        over |= x != 0;
      }
      i32 *row[64];
      for (int b = 0; b < B; b++) row[b] = rows[b].at + starts[b].at[num[b]];
      for (int w = 0; w < W && !over; w++) {
        u32 x = -1;
        for (int b = 0; b < B; b++) x &= row[b][w];
        if (w == W - 1 && (ids.n & 31)) x &= (1u << (ids.n & 31)) - 1;
        for (; x; x &= x - 1) found[k++] = w << 5 | __builtin_ctz(x);
      }
      i32 act[MOST];
      for (int j = 0; j < k; j++) {
        i32 id = ids.at[found[j]];
        if (id < A) {
          if (n > 0 && act[n - 1] == id) continue;
          if (id != telling) for (i32 q = 1; q <= ask[id][0]; q++) chosen[ask[id][q]] = -1;
          act[n++] = id;
        } else {
          i32 *t = told.at + 3 * (id - A);
          if (telling != t[0]) for (i32 q = 1; q <= ask[t[0]][0]; q++) chosen[ask[t[0]][q]] = -1;
          telling = t[0];
          if (chosen[t[1]] == -1) chosen[t[1]] = t[2];
        }
      }
      transitions += n;
      for (int j = 0; j < n; j++) {
        i32 *to = pend + (size_t)waiting * width;
        memcpy(to, st, width * 4);
        for (i32 e = first.at[act[j]]; e < first.at[act[j] + 1]; e++) {
          i32 b = bundle.at[e], nr = number.at[e], w = 0;
          for (i32 q = 0; q < way[e][0]; q++) w = w * way[e][2 + 2 * q] + chosen[way[e][1 + 2 * q]] + 1;
          nr += w;
          i32 key = num[b] * entries[b] + nr, *p = memo[b].at;
          u32 m = memo[b].n - 1, at = (u32)((num[b] * 16 + (nr * 5 & 15)) << 1) & m;
          while (p[at] != key) { if (p[at] == -1) return 4; at = (at + 2) & m; }
          if (p[at + 1] < 0) return 5;
          to[word.at[b]] ^= (num[b] ^ p[at + 1]) << shift.at[b];
        }
        HASH(to, hash[waiting]);
        __builtin_prefetch(table + (hash[waiting] & (tab - 1)));
        waiting++;
      }
    }
    if (waiting < BATCH && s + 1 < count) continue;
    while (cap < count + waiting) store = realloc(store, (cap *= 2) * width * 4);
    while (tab * 0.83 < count + waiting + 1) {
      free(table); table = calloc(tab *= 2, 4);
      for (size_t q = 0; q < count; q++) { u32 h; HASH(store + q * width, h); u32 at = h & (tab - 1); while (table[at]) at = (at + 1) & (tab - 1); table[at] = (h & ~(u32)(tab - 1)) | (u32)(q + 1); }
    }
    for (int j = 0; j < waiting; j++) { u32 e = table[hash[j] & (tab - 1)]; if (e) __builtin_prefetch(store + ((e & (tab - 1)) - 1) * (size_t)width); }
    for (int j = 0; j < waiting; j++) ENTER(pend + (size_t)j * width, hash[j]);
    waiting = 0;
  }
  struct rusage u; getrusage(RUSAGE_SELF, &u);
  printf("{\"states\":%zu,\"transitions\":%llu,\"cpuSeconds\":%.3f,\"bytesPerState\":%.1f,\"peakBytes\":%ld}\n", count, (unsigned long long)transitions,
    u.ru_utime.tv_sec + u.ru_stime.tv_sec + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6, (double)(cap * width * 4 + tab * 4) / count, u.ru_maxrss * 1024L);
}
