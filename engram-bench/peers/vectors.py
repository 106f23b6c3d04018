#!/usr/bin/python3
"""Measures hnswlib and faiss on vectors that `engram bench vectors --export DIR` wrote.

One thread. Each index tries harder until it reaches the recall that the Java table aims at; then
every question is asked alone, several times over. Each index is built in a process of its own, so
that its memory is what that process grew by. Prints a table like the Java one.
"""

import argparse
import json
import os
import subprocess
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np  # noqa: E402  after the threads are bound

LINKS = 16
BUILD_BREADTH = 200
EFFORTS = (16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768)
LEAST_SEARCHES = 1000
LEAST_SECONDS = 0.3
MOST_SECONDS = 5.0
ROUNDING = 1e-5


class Corpus:
    """What the export holds."""

    def __init__(self, folder):
        with open(os.path.join(folder, "meta.json"), encoding="utf-8") as file:
            self.meta = json.load(file)
        self.k = self.meta["k"]
        shape = (-1, self.meta["dimension"])
        self.base = np.fromfile(os.path.join(folder, "base.f32"), "<f4").reshape(shape)
        self.questions = np.fromfile(os.path.join(folder, "questions.f32"), "<f4").reshape(shape)
        self.filters = []
        for i, one in enumerate(self.meta["filters"]):
            worst = np.fromfile(os.path.join(folder, f"worst-{i}.f32"), "<f4")
            allowed = None
            if one["share"] < 1:
                allowed = np.fromfile(os.path.join(folder, f"allowed-{i}.i32"), "<i4")
                allowed = allowed.astype(np.int64)
            self.filters.append((one["name"], one["share"], one["allowed"], allowed, worst))

    def aim(self, share):
        if len(self.base) >= 1_000_000:
            return 0.95
        return 0.98 if share >= 1 else 0.99


class Hnswlib:
    """The C++ original; a filter is a predicate, which Python makes slow, where there is one."""

    name = "hnswlib C++"
    efforts = EFFORTS

    def __init__(self, corpus):
        import hnswlib

        size, dimension = corpus.base.shape
        self.k = corpus.k
        self.size = size
        self.index = hnswlib.Index(space="ip", dim=dimension)
        self.index.init_index(max_elements=size, M=LINKS, ef_construction=BUILD_BREADTH)
        self.index.set_num_threads(1)
        self.index.add_items(corpus.base, np.arange(size), num_threads=1)

    def prepare(self, effort, filter):
        _, share, count, allowed, _ = filter
        self.most = min(self.k, count)
        self.mask = None
        self.ask = self.k
        if allowed is not None:
            # No filter in this version: more are asked for until enough are allowed.
            self.mask = np.zeros(self.size, bool)
            self.mask[allowed] = True
            self.ask = min(self.size, int(round(self.k / share)))
        self.effort = effort
        self.index.set_ef(max(effort, self.ask))

    def search(self, question):
        if self.mask is None:
            return self.index.knn_query(question, k=self.k, num_threads=1)[0][0]
        ask = self.ask
        while True:
            if ask != self.ask:
                self.index.set_ef(max(self.effort, ask))
            labels = self.index.knn_query(question, k=ask, num_threads=1)[0][0]
            found = labels[self.mask[labels]][: self.k]
            if len(found) >= self.most or ask >= self.size:
                if ask != self.ask:
                    self.index.set_ef(max(self.effort, self.ask))
                return found
            ask = min(self.size, 2 * ask)


class Faiss:
    """An index of faiss, with its own selector of ids where it has one."""

    def __init__(self, corpus):
        import faiss

        faiss.omp_set_num_threads(1)
        self.faiss = faiss
        self.k = corpus.k
        self.size = len(corpus.base)
        self.index = self.make(corpus.base.shape[1])
        if not self.index.is_trained:
            self.index.train(corpus.base)
        self.index.add(corpus.base)

    def parameters(self, effort, selector):
        raise NotImplementedError

    def prepare(self, effort, filter):
        allowed = filter[3]
        self.selector = None
        if allowed is not None:
            bits = np.zeros((self.size + 7) // 8, np.uint8)
            np.bitwise_or.at(bits, allowed >> 3, (1 << (allowed & 7)).astype(np.uint8))
            self.bits = bits  # the selector does not copy it
            self.selector = self.faiss.IDSelectorBitmap(bits)
        self.chosen = self.parameters(effort, self.selector)

    def search(self, question):
        found = self.index.search(question.reshape(1, -1), self.k, params=self.chosen)[1][0]
        return found[found >= 0]


class FaissFlat(Faiss):
    name = "faiss flat"
    efforts = (0,)

    def make(self, dimension):
        return self.faiss.IndexFlatIP(dimension)

    def parameters(self, effort, selector):
        return self.faiss.SearchParameters(sel=selector) if selector else None


class FaissSq8(FaissFlat):
    name = "faiss SQ8"

    def make(self, dimension):
        return self.faiss.IndexScalarQuantizer(
            dimension, self.faiss.ScalarQuantizer.QT_8bit, self.faiss.METRIC_INNER_PRODUCT)


class FaissHnsw(Faiss):
    name = "faiss HNSW"
    efforts = EFFORTS

    def make(self, dimension):
        index = self.faiss.IndexHNSWFlat(dimension, LINKS, self.faiss.METRIC_INNER_PRODUCT)
        index.hnsw.efConstruction = BUILD_BREADTH
        return index

    def parameters(self, effort, selector):
        self.index.hnsw.efSearch = effort  # faiss 1.7.3 goes by the smaller of the two
        if selector:
            return self.faiss.SearchParametersHNSW(efSearch=effort, sel=selector)
        return self.faiss.SearchParametersHNSW(efSearch=effort)


class FaissIvf(Faiss):
    name = "faiss IVF"
    efforts = (1, 2, 4, 8, 16, 24, 32, 48, 64, 96, 128, 192, 256)

    def make(self, dimension):
        lists = max(16, int(4 * self.size**0.5))
        quantizer = self.faiss.IndexFlatIP(dimension)
        self.quantizer = quantizer  # the index does not own it
        return self.faiss.IndexIVFFlat(
            quantizer, dimension, lists, self.faiss.METRIC_INNER_PRODUCT)

    def parameters(self, effort, selector):
        if selector:
            return self.faiss.SearchParametersIVF(nprobe=effort, sel=selector)
        return self.faiss.SearchParametersIVF(nprobe=effort)


KINDS = {kind.name: kind for kind in (Hnswlib, FaissHnsw, FaissIvf, FaissFlat, FaissSq8)}


def resident():
    with open("/proc/self/status", encoding="ascii") as file:
        for line in file:
            if line.startswith("RssAnon:"):
                return 1024 * int(line.split()[1])
    return 0


def recall(corpus, index, filter):
    _, _, count, _, worst = filter
    due = min(corpus.k, count)
    right = 0.0
    for i, question in enumerate(corpus.questions):
        found = index.search(question)
        products = corpus.base[found] @ question
        right += min(due, int((products >= worst[i] - ROUNDING).sum())) / due
    return right / len(corpus.questions)


def timed(corpus, index, most):
    took = []
    began = time.perf_counter()
    while True:
        question = corpus.questions[len(took) % len(corpus.questions)]
        start = time.perf_counter()
        index.search(question)
        end = time.perf_counter()
        took.append(end - start)
        enough = len(took) >= LEAST_SEARCHES and end - began >= LEAST_SECONDS
        if enough or end - began >= most:
            return np.array(took)


def measure(folder, name):
    corpus = Corpus(folder)
    before = resident()
    began = time.perf_counter()
    index = KINDS[name](corpus)
    build = time.perf_counter() - began
    rows = []
    for filter in corpus.filters:
        try:
            reached, chosen = 0.0, 0
            for effort in index.efforts:
                chosen = effort
                index.prepare(effort, filter)
                reached = recall(corpus, index, filter)
                if reached >= corpus.aim(filter[1]):
                    break
            timed(corpus, index, LEAST_SECONDS)
            took = timed(corpus, index, MOST_SECONDS)
        except RuntimeError as refused:  # this version of faiss cannot filter here
            print(f"{name}, filter {filter[0]}: {str(refused).splitlines()[0]}", file=sys.stderr)
            continue
        rows.append({
            "filter": filter[0],
            "effort": chosen,
            "recall": reached,
            "p50": 1e3 * float(np.quantile(took, 0.5)),
            "p99": 1e3 * float(np.quantile(took, 0.99)),
            "rate": len(took) / float(took.sum()),
        })
    return {"name": name, "build": build, "bytes": resident() - before, "rows": rows}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", help="what --export wrote")
    parser.add_argument("--only", default="", help="names, separated by commas")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        print(json.dumps(measure(arguments.folder, arguments.child)))
        return
    names = arguments.only.split(",") if arguments.only else list(KINDS)
    unknown = [name for name in names if name not in KINDS]
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}; known: {', '.join(KINDS)}")
    results = []
    for name in names:
        print(f"measuring {name}", file=sys.stderr)
        child = [sys.executable, os.path.abspath(__file__), arguments.folder, "--child", name]
        measured = subprocess.run(child, check=True, stdout=subprocess.PIPE).stdout
        print(f"  {measured.decode().strip()}", file=sys.stderr)
        results.append(json.loads(measured))
    if arguments.json:
        print(json.dumps(results, indent=2))
        return
    print("index        filter  effort  recall@10   p50 ms   p99 ms  queries/s")
    for result in results:
        for row in result["rows"]:
            print(
                f"{result['name']:<12} {row['filter']:<7} {row['effort']:>6} {row['recall']:>10.3f}"
                f" {row['p50']:>8.4f} {row['p99']:>8.4f} {row['rate']:>10,.0f}")
    print()
    print("index        grown MB   build s")
    for result in results:
        print(f"{result['name']:<12} {result['bytes'] / 1e6:>8.1f} {result['build']:>9.1f}")


if __name__ == "__main__":
    main()
