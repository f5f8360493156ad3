package io.inletroutes.source;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What a file of events is packed with. */
enum Packing {

    NONE, GZIP, ZIP;

    /** Packs what is written likewise, to be ended by {@link #finish}. @param entry the name in an archive */
    OutputStream pack(OutputStream to, String entry) throws IOException {
        if (this == GZIP) {
            return new GZIPOutputStream(to);
        }
        if (this == NONE) {
            return to;
        }
        ZipOutputStream zip = new ZipOutputStream(to);
        zip.putNextEntry(new ZipEntry(entry));
        return zip;
    }

    static void finish(OutputStream packed) throws IOException {
        if (packed instanceof DeflaterOutputStream deflating) {
            deflating.finish();
        }
        packed.flush();
    }
}
