" Files of the notation of Tandem.
autocmd BufNewFile,BufRead *.tandem,*.scenario setfiletype tandem
