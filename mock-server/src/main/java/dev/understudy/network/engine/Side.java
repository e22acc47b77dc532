package dev.understudy.network.engine;

/** An end of a connection through a proxy. */
public enum Side {
    CLIENT,
    SERVER
}
