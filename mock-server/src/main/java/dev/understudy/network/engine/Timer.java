package dev.understudy.network.engine;

/** Something that happens later, unless it is cancelled. Belongs to the loop's thread. */
final class Timer implements Comparable<Timer> {
    private final long due;
    private final long number;
    private final Runnable what;

    Timer(long due, long number, Runnable what) {
        this.due = due;
        this.number = number;
        this.what = what;
    }

    long nanosLeft(long now) {
        return due - now;
    }

    void run() {
        what.run();
    }

    @Override
    public int compareTo(Timer other) {
        // The clock's zero is anywhere, so only differences can be compared.
        int order = Long.compare(due - other.due, 0);
        return order == 0 ? Long.compare(number, other.number) : order;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Timer timer && timer.number == number;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }
}
