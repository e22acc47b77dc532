package dev.understudy.clients;

import java.net.URI;
import java.nio.file.Path;

/** A client library that runs an import the way an app would. */
interface ImportingClient {
    /** Uploads the file, follows the job to its end, and fetches the results. */
    ImportSeen run(URI server, Path csv) throws Exception;
}
